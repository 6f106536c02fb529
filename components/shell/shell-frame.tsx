'use client'

import { PanelLeft } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { IconButton } from '@/components/ui/icon-button'
import { useCommands } from './commands'
import { rememberSidebar } from './preferences'

type ShellFrameProps = {
  collapsed: boolean
  switcher: ReactNode
  nav: ReactNode
  foot: ReactNode
  children: ReactNode
}

/** The sidebar folds to its icons; the choice is kept in a cookie, so that the server knows it. */
export function ShellFrame({ collapsed, switcher, nav, foot, children }: ShellFrameProps) {
  const [folded, setFolded] = useState(collapsed)
  const toggle = () => {
    setFolded(!folded)
    rememberSidebar(!folded)
  }
  useCommands('Everywhere', [
    {
      id: 'sidebar',
      label: folded ? 'Open the sidebar' : 'Fold the sidebar',
      keys: '[',
      run: toggle,
    },
  ])
  return (
    <div
      data-slot="app-shell"
      data-collapsed={folded || undefined}
      className="group/shell min-h-dvh sm:grid sm:grid-cols-[14.5rem_minmax(0,1fr)] sm:data-collapsed:grid-cols-[3.25rem_minmax(0,1fr)]"
    >
      <aside
        data-slot="sidebar"
        className="sticky top-0 flex h-dvh flex-col gap-3 border-r bg-canvas p-2 max-sm:hidden"
      >
        {switcher}
        <nav aria-label="Main" className="flex-1 overflow-y-auto">
          {nav}
        </nav>
        <div className="flex flex-col gap-1">
          <IconButton
            label={folded ? 'Open the sidebar' : 'Fold the sidebar'}
            shortcut="["
            aria-expanded={!folded}
            className="aria-expanded:bg-transparent aria-expanded:hover:bg-hover"
            onClick={toggle}
          >
            <PanelLeft />
          </IconButton>
          {foot}
        </div>
      </aside>
      {children}
    </div>
  )
}
