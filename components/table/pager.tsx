import type { ReactNode } from 'react'
import { buttonVariants } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { hrefWith, type TableUrl } from './table-url'
import { type Total, totalWords } from './total'

export type PagerProps = {
  url: TableUrl
  /** The number of the first row shown. */
  from: number
  shown: number
  pageSize: number
  total: Total
  previous: string | null
  next: string | null
}

/** Pages by cursor: the next one begins after the last row, however deep. */
export function Pager({ url, from, shown, pageSize, total, previous, next }: PagerProps) {
  if (shown === 0) return null
  const to = from + shown - 1
  const back = Math.max(1, from - pageSize)
  return (
    <nav
      data-slot="pager"
      aria-label="Pages"
      className="flex items-center justify-between gap-4 text-muted text-sm tabular-nums"
    >
      <span>
        <span className="text-foreground">
          {from.toLocaleString('en-US')}–{to.toLocaleString('en-US')}
        </span>{' '}
        of {totalWords(total)}
      </span>
      <span className="flex gap-2">
        <PageLink
          label="Previous page"
          href={
            previous &&
            hrefWith(url, {
              before: back === 1 ? null : previous,
              after: null,
              from: back === 1 ? null : String(back),
            })
          }
        >
          <Icon name="chevron-left" />
        </PageLink>
        <PageLink
          label="Next page"
          href={next && hrefWith(url, { after: next, before: null, from: String(to + 1) })}
        >
          <Icon name="chevron-right" />
        </PageLink>
      </span>
    </nav>
  )
}

type PageLinkProps = { label: string; href: string | null; children: ReactNode }

function PageLink({ label, href, children }: PageLinkProps) {
  return (
    <a
      href={href ?? undefined}
      role={href ? undefined : 'link'}
      aria-disabled={href ? undefined : true}
      aria-label={label}
      className={buttonVariants({ icon: true })}
    >
      {children}
    </a>
  )
}
