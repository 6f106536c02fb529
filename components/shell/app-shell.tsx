import type { ReactNode } from 'react'
import { BottomBar } from './bottom-bar'
import { CommandCenter } from './command-center'
import type { NavItem } from './nav'
import { NavList } from './nav-list'
import { PaletteButton } from './palette-button'
import { ShellFrame } from './shell-frame'
import { SkipLink } from './skip-link'
import { UserMenu, type UserMenuProps } from './user-menu'
import { type WorkspaceChoice, WorkspaceSwitcher } from './workspace-switcher'

type AppShellProps = Omit<UserMenuProps, 'compact'> & {
  workspace: WorkspaceChoice
  workspaces: readonly WorkspaceChoice[]
  /** What this role may visit. */
  nav: readonly NavItem[]
  /** From the sidebar cookie. */
  collapsed: boolean
  children: ReactNode
}

export function AppShell({
  workspace,
  workspaces,
  nav,
  collapsed,
  children,
  ...user
}: AppShellProps) {
  const switcher = <WorkspaceSwitcher workspace={workspace} workspaces={workspaces} />
  return (
    <>
      <SkipLink />
      <ShellFrame
        collapsed={collapsed}
        switcher={
          <>
            {switcher}
            <PaletteButton />
          </>
        }
        nav={<NavList nav={nav} />}
        foot={<UserMenu {...user} />}
      >
        <div className="flex min-w-0 flex-col">
          <header className="sticky top-0 z-20 flex h-12 items-center gap-1 border-b bg-canvas px-2 sm:hidden">
            <div className="min-w-0 flex-1">{switcher}</div>
            <PaletteButton compact />
            <UserMenu {...user} compact />
          </header>
          <main
            id="main"
            tabIndex={-1}
            className="mx-auto flex w-full max-w-7xl flex-1 flex-col gap-5 px-4 pt-5 pb-24 outline-none sm:px-8 sm:pt-6"
          >
            {children}
          </main>
        </div>
      </ShellFrame>
      <BottomBar nav={nav} />
      <CommandCenter nav={nav} />
    </>
  )
}
