import type { ReactNode } from 'react'

type Tab = { href: string; label: ReactNode; count?: number; current: boolean }

/** Links, so that the tab is in the URL and Back works. Where they do not fit, the current one is in sight. */
export function Tabs({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  return (
    <nav data-slot="tabs" aria-label={label} className="overflow-x-auto border-b">
      <ul className="flex gap-5">
        {tabs.map((tab) => (
          <li
            key={tab.href}
            className={tab.current ? '[scroll-initial-target:nearest]' : undefined}
          >
            <a
              href={tab.href}
              data-keep-scroll=""
              aria-current={tab.current ? 'page' : undefined}
              className="flex h-9 items-center gap-1.5 whitespace-nowrap border-transparent border-b-2 text-muted text-sm -outline-offset-2 hover:text-foreground [[aria-current]]:border-foreground [[aria-current]]:font-medium [[aria-current]]:text-foreground"
            >
              {tab.label}
              {tab.count !== undefined && (
                <span className="text-muted text-xs tabular-nums">
                  {tab.count.toLocaleString('en-US')}
                </span>
              )}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
