import type { ReactNode } from 'react'
import { Avatar } from '@/components/ui/avatar'
import { cn } from '@/components/ui/cn'
import { SkipLink } from './skip-link'

type PublicShellProps = {
  /** Whose page it is: a workspace's name, or the product's. */
  name: string
  href?: string
  actions?: ReactNode
  /** narrow for one form, wide for a programme page. */
  width?: 'narrow' | 'wide'
  footer?: ReactNode
  children: ReactNode
}

const WIDTHS = { narrow: 'max-w-sm', wide: 'max-w-4xl' }

/** The calm page around what visitors see: programme, application, sign-in. */
export function PublicShell(props: PublicShellProps) {
  const { name, href = '/', actions, width = 'narrow', footer, children } = props
  return (
    <div data-slot="public-shell" className="flex min-h-dvh flex-col bg-canvas">
      <SkipLink />
      <header className="mx-auto flex w-full max-w-4xl items-center justify-between gap-4 px-4 py-5 sm:px-6">
        <a href={href} className="flex min-h-6 items-center gap-2.5 rounded-md font-semibold">
          <Avatar name={name} square className="bg-foreground text-background" />
          {name}
        </a>
        {actions}
      </header>
      <main
        id="main"
        tabIndex={-1}
        className={cn(
          'mx-auto flex w-full flex-1 flex-col gap-8 px-4 py-8 outline-none sm:px-6',
          WIDTHS[width],
          width === 'narrow' && 'sm:pt-[10vh]',
        )}
      >
        {children}
      </main>
      {footer && (
        <footer className="mx-auto w-full max-w-4xl px-4 py-8 text-muted text-xs sm:px-6">
          {footer}
        </footer>
      )}
    </div>
  )
}
