'use client'

import { Ellipsis } from 'lucide-react'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { cn } from '@/components/ui/cn'
import { Menu } from '@/components/ui/menu'
import { currentItem, type NavItem } from './nav'

const tab =
  'flex h-14 w-full flex-col items-center justify-center gap-1 rounded-none px-0 text-2xs text-muted [&_svg]:size-5'

/** The sidebar of phones: four places, and a menu for the rest. */
export function BottomBar({ nav }: { nav: readonly NavItem[] }) {
  const current = currentItem(nav, usePathname())
  const places = nav.filter((item) => item.phone).slice(0, 4)
  const rest = nav.filter((item) => !places.includes(item))
  return (
    <nav
      data-slot="bottom-bar"
      aria-label="Main"
      className="fixed inset-x-0 bottom-0 z-20 border-t bg-canvas pb-[env(safe-area-inset-bottom)] sm:hidden"
    >
      <ul className="flex">
        {places.map((item) => (
          <li key={item.href} className="min-w-0 flex-1">
            <Link
              href={item.href}
              // Every page asks the database: what may never be opened is not fetched.
              prefetch={false}
              aria-current={item === current ? 'page' : undefined}
              className={cn(
                tab,
                '-outline-offset-2',
                item === current && 'font-medium text-foreground',
              )}
            >
              {item.icon}
              <span className="max-w-full truncate">{item.label}</span>
            </Link>
          </li>
        ))}
        {rest.length > 0 && (
          <li className="min-w-0 flex-1">
            <Menu
              variant="ghost"
              side="top"
              align="end"
              className={cn(tab, 'font-normal')}
              items={rest.map(({ label, href, icon }) => ({ label, href, icon }))}
            >
              <Ellipsis />
              More
            </Menu>
          </li>
        )}
      </ul>
    </nav>
  )
}
