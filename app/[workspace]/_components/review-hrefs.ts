import { hrefWith, type TableUrl } from '@/components/table/table-url'
import type { ReviewHrefs } from './review-navigation'

/** Where the sheet of a row leads: to its neighbours on the page, and back to the list. */
export function reviewHrefs(url: TableUrl, ids: readonly string[], open: string): ReviewHrefs {
  const at = ids.indexOf(open)
  const to = (id: string | undefined) => (id ? hrefWith(url, { open: id }) : null)
  return {
    previous: at > 0 ? to(ids[at - 1]) : null,
    next: at >= 0 ? to(ids[at + 1]) : to(ids[0]),
    close: hrefWith(url, { open: null }),
  }
}
