'use client'

import { Check, ChevronsUpDown } from 'lucide-react'
import { Avatar } from '@/components/ui/avatar'
import { Menu } from '@/components/ui/menu'

export type WorkspaceChoice = { name: string; slug: string }

type WorkspaceSwitcherProps = {
  workspace: WorkspaceChoice
  workspaces: readonly WorkspaceChoice[]
}

export function WorkspaceSwitcher({ workspace, workspaces }: WorkspaceSwitcherProps) {
  return (
    <Menu
      variant="ghost"
      aria-label={`Workspace ${workspace.name}. Switch`}
      className="h-9 w-full justify-start gap-2 px-1.5 text-foreground max-sm:w-auto"
      items={[
        { kind: 'heading', label: 'Workspaces' },
        ...workspaces.map(({ name, slug }) => ({
          label: name,
          href: `/${slug}`,
          icon:
            slug === workspace.slug ? <Check /> : <Avatar name={name} square className="size-4" />,
        })),
      ]}
    >
      <Avatar name={workspace.name} square className="bg-foreground text-background" />
      <span className="min-w-0 flex-1 truncate text-left font-semibold group-data-collapsed/shell:sm:sr-only">
        {workspace.name}
      </span>
      <ChevronsUpDown className="text-muted group-data-collapsed/shell:sm:hidden" />
    </Menu>
  )
}
