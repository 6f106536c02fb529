'use client'

import { usePathname } from 'next/navigation'
import type { ReactNode } from 'react'
import { ListLoading } from '@/components/table/list-loading'
import type { NavItem } from './nav'
import { useGoing } from './navigation'

/**
 * The page; or, while a list has been asked for, its skeleton at once. A Suspense boundary around
 * every list would do the same and make the server write each first page in two parts.
 */
export function ComingPage({ nav, children }: { nav: readonly NavItem[]; children: ReactNode }) {
  const here = usePathname()
  const going = useGoing()
  const away = going !== null && going !== here
  const list = away ? nav.find(({ href, shape }) => shape && href === going) : undefined
  return (
    <>
      {list?.shape && <ListLoading title={list.label} {...list.shape} />}
      <div
        className="coming-page"
        hidden={list !== undefined}
        aria-busy={away || undefined}
        data-away={away || undefined}
      >
        {children}
      </div>
    </>
  )
}
