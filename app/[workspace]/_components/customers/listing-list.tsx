import { StatusBadge } from '@/components/ui/badge'
import { TextLink } from '@/components/ui/text-link'
import { Time } from '@/components/ui/time'
import { listingStateWords } from '@/lib/customers/words'
import type { ListingWork } from '@/lib/customers/work-schema'
import { listingTones } from './tones'

type ListingListProps = {
  listings: readonly ListingWork[]
  timeZone: string
  empty: string
  hrefOf: (id: string) => string
}

/** Listings by directory, with the link where there is one. */
export function ListingList({ listings, timeZone, empty, hrefOf }: ListingListProps) {
  if (listings.length === 0) return <p className="px-4 pb-4 text-muted text-sm">{empty}</p>
  return (
    <ul className="divide-y border-t">
      {listings.map((listing) => (
        <li
          key={listing.id}
          className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 px-4 py-2.5 text-sm sm:grid-cols-[minmax(0,1fr)_9rem_7rem_6.5rem]"
        >
          <span className="truncate">
            <TextLink href={hrefOf(listing.id)}>{listing.directoryName}</TextLink>
          </span>
          <span className="max-sm:order-3">
            <StatusBadge
              tone={listingTones[listing.status]}
              label={listingStateWords[listing.status]}
            />
          </span>
          <span className="truncate">
            {listing.listingUrl && <TextLink href={listing.listingUrl}>Open listing</TextLink>}
          </span>
          <span className="text-right text-muted max-sm:order-4">
            <Time
              at={listing.approvedAt ?? listing.submittedAt ?? listing.createdAt}
              timeZone={timeZone}
              format="date"
            />
          </span>
        </li>
      ))}
    </ul>
  )
}
