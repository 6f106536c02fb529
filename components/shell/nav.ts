import type { ListShape } from '@/components/table/list-loading'
import type { IconName } from '@/components/ui/icon-names'

export type NavItem = {
  label: string
  href: string
  icon: IconName
  /** "g l" */
  keys?: string
  /** What waits there. */
  count?: number
  /** A heading above the first item that names it. */
  section?: string
  /** Of the list that it opens, for its skeleton. */
  shape?: ListShape
  /** In the bottom bar of phones: at most four. */
  phone?: boolean
}

/** The section that is open: of two that match, the longer path. */
export function currentItem(nav: readonly NavItem[], pathname: string): NavItem | undefined {
  return nav
    .filter(({ href }) => pathname === href || pathname.startsWith(`${href}/`))
    .sort((a, b) => b.href.length - a.href.length)[0]
}
