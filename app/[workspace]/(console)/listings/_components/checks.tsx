import { StatusBadge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { Time } from '@/components/ui/time'
import { isWatched } from '@/lib/listings/rules'
import {
  type Check,
  checkOutcomeLabels,
  type Listing,
  type ListingStatus,
} from '@/lib/listings/schema'
import { checkTones } from '../../../_components/listing-tones'
import { shortUrl } from './short-url'

type ChecksProps = { listing: Listing; checks: readonly Check[]; timeZone: string }

function details({ detail, linkRel, linkUrl, httpStatus }: Check) {
  if (detail) return detail
  if (linkRel) return `rel="${linkRel}"`
  return linkUrl ? `Links to ${shortUrl(linkUrl)}` : httpStatus ? `Answered ${httpStatus}` : ''
}

const ended: readonly ListingStatus[] = ['rejected', 'expired', 'removed', 'failed', 'cancelled']

function next({ nextCheckAt, status, listingUrl }: Listing, looked: boolean, timeZone: string) {
  if (ended.includes(status)) return 'What has ended is not looked at any more.'
  if (!isWatched(status)) return 'It is looked at once it is submitted.'
  if (!listingUrl) return 'It is looked at once it has an address.'
  if (!nextCheckAt) return looked ? undefined : 'Nobody has looked at it yet.'
  return (
    <>
      Next look on <Time at={nextCheckAt} timeZone={timeZone} format="date" />
    </>
  )
}

/** What looks at the page have found, newest first. */
export function Checks({ listing, checks, timeZone }: ChecksProps) {
  return (
    <Card flush title="Checks" description={next(listing, checks.length > 0, timeZone)}>
      {checks.length > 0 && (
        <ul className="divide-y border-t">
          {checks.map((check) => (
            <li
              key={check.id}
              className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 px-4 py-2.5 text-sm sm:grid-cols-[13rem_minmax(0,1fr)_auto]"
            >
              <span>
                <StatusBadge
                  tone={checkTones[check.outcome]}
                  label={checkOutcomeLabels[check.outcome]}
                />
              </span>
              <span className="truncate text-muted max-sm:order-3 max-sm:col-span-2">
                {details(check)}
              </span>
              <span className="text-right text-muted">
                <Time at={check.checkedAt} timeZone={timeZone} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
