'use client'

import { usePathname } from 'next/navigation'
import { type ReactNode, useState } from 'react'
import { Icon } from '@/components/ui/icon'
import { IconButton } from '@/components/ui/icon-button'
import { BottomBar } from './bottom-bar'
import { ComingPage } from './coming-page'
import { CommandCenter } from './command-center'
import { useCommands } from './commands'
import { currentItem, type NavItem } from './nav'
import { NavList } from './nav-list'
import { PaletteButton } from './palette-button'
import { rememberSidebar } from './preferences'
import { SkipLink } from './skip-link'
import { UserMenu, type UserMenuProps } from './user-menu'
import { type WorkspaceChoice, WorkspaceSwitcher } from './workspace-switcher'

type AppShellProps = UserMenuProps & {
  workspace: WorkspaceChoice & { timezone: string }
  workspaces: readonly WorkspaceChoice[]
  /** What this role may visit. */
  nav: readonly NavItem[]
  /** From the sidebar cookie. */
  collapsed: boolean
  children: ReactNode
}

/**
 * One client component, drawn from names and labels: what the server would send as markup, it
 * would send twice. The sidebar folds to its icons; the choice is kept in a cookie, so that the
 * server knows it.
 */
export function AppShell(props: AppShellProps) {
  const { workspace, workspaces, nav, collapsed, children, ...user } = props
  const current = currentItem(nav, usePathname())
  const [folded, setFolded] = useState(collapsed)
  const toggle = () => {
    setFolded(!folded)
    rememberSidebar(!folded)
  }
  const label = folded ? 'Open the sidebar' : 'Fold the sidebar'
  useCommands('Everywhere', [{ id: 'sidebar', label, keys: '[', run: toggle }])
  return (
    <>
      <SkipLink />
      <div
        data-slot="app-shell"
        data-zone={workspace.timezone}
        data-collapsed={folded || undefined}
        className="shell"
      >
        <aside data-slot="sidebar" className="shell-side">
          <WorkspaceSwitcher workspace={workspace} workspaces={workspaces} />
          <PaletteButton />
          <nav aria-label="Main">
            <NavList nav={nav} current={current} />
          </nav>
          <IconButton
            label={label}
            shortcut="["
            aria-expanded={!folded}
            className="fold"
            onClick={toggle}
          >
            <Icon name="panel-left" />
          </IconButton>
          <UserMenu {...user} />
        </aside>
        <main id="main" tabIndex={-1} className="shell-main">
          <ComingPage nav={nav}>{children}</ComingPage>
        </main>
      </div>
      <BottomBar nav={nav} current={current} />
      <CommandCenter nav={nav} />
    </>
  )
}
