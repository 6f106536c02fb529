'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { Fragment } from 'react'
import { cn } from '@/components/ui/cn'
import { currentItem, type NavItem } from './nav'

export function NavList({ nav }: { nav: readonly NavItem[] }) {
  const current = currentItem(nav, usePathname())
  return (
    <ul className="flex flex-col gap-0.5">
      {nav.map((item, index) => (
        <Fragment key={item.href}>
          {item.section && item.section !== nav[index - 1]?.section && (
            <li className="mt-4 mb-1 px-2 text-muted text-xs group-data-collapsed/shell:mx-2 group-data-collapsed/shell:my-2 group-data-collapsed/shell:h-px group-data-collapsed/shell:bg-border group-data-collapsed/shell:px-0 group-data-collapsed/shell:text-[0px]">
              {item.section}
            </li>
          )}
          <li>
            <Link
              href={item.href}
              // Every page asks the database: what may never be opened is not fetched.
              prefetch={false}
              title={item.label}
              aria-current={item === current ? 'page' : undefined}
              className={cn(
                'flex h-8 items-center gap-2.5 rounded-md px-2 text-muted text-sm hover:bg-hover hover:text-foreground [&_svg]:size-4 [&_svg]:shrink-0',
                item === current && 'bg-hover font-medium text-foreground',
              )}
            >
              {item.icon}
              <span className="min-w-0 flex-1 truncate group-data-collapsed/shell:sr-only">
                {item.label}
              </span>
              {item.count ? (
                <span className="text-muted text-xs tabular-nums group-data-collapsed/shell:hidden">
                  {item.count > 99 ? '99+' : item.count}
                </span>
              ) : null}
            </Link>
          </li>
        </Fragment>
      ))}
    </ul>
  )
}
