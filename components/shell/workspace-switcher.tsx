import { Avatar } from '@/components/ui/avatar'
import { Icon } from '@/components/ui/icon'
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
      className="switcher"
      items={[
        { kind: 'heading', label: 'Workspaces' },
        ...workspaces.map(({ name, slug }) => ({
          label: name,
          href: `/${slug}`,
          icon:
            slug === workspace.slug ? (
              <Icon name="check" />
            ) : (
              <Avatar name={name} square className="size-4" />
            ),
        })),
      ]}
    >
      <Avatar name={workspace.name} square className="brand" />
      <span className="name truncate font-semibold">{workspace.name}</span>
      <Icon name="chevrons-up-down" className="chevron" />
    </Menu>
  )
}
