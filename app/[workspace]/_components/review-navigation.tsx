'use client'

import { useRouter } from 'next/navigation'
import { useCommands } from '@/components/shell/commands'
import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'

export type ReviewHrefs = { previous: string | null; next: string | null; close: string }

/** ← and → go through the queue as it stands on the page. */
export function ReviewNavigation({ hrefs, noun }: { hrefs: ReviewHrefs; noun: string }) {
  const router = useRouter()
  const go = (href: string | null) => href && router.push(href, { scroll: false })
  const [previous, next] = [`Previous ${noun}`, `Next ${noun}`]
  useCommands('Review', [
    { id: 'previous', label: previous, keys: 'arrowleft', run: () => go(hrefs.previous) },
    { id: 'next', label: next, keys: 'arrowright', run: () => go(hrefs.next) },
  ])
  return (
    <>
      <Button
        variant="ghost"
        icon
        aria-label={previous}
        disabled={!hrefs.previous}
        onClick={() => go(hrefs.previous)}
      >
        <Icon name="chevron-left" />
      </Button>
      <Button
        variant="ghost"
        icon
        aria-label={next}
        disabled={!hrefs.next}
        onClick={() => go(hrefs.next)}
      >
        <Icon name="chevron-right" />
      </Button>
    </>
  )
}
