import { Callout } from '@/components/ui/callout'
import { missesUntilGone } from '@/lib/listings/rules'
import { type Listing, rejectionCategoryLabels } from '@/lib/listings/schema'

/** What somebody should know before anything else. */
export function ListingNotice({ listing }: { listing: Listing }) {
  const { status, revisionNotes, rejectionReason, rejectionCategory, checkFailures } = listing
  if (status === 'revision_needed' && revisionNotes)
    return (
      <Callout tone="warning" title="What the directory wants changed">
        {revisionNotes}
      </Callout>
    )
  if (status === 'rejected')
    return (
      <Callout
        tone="danger"
        title={`Rejected: ${rejectionCategoryLabels[rejectionCategory ?? 'other'].toLowerCase()}`}
      >
        {rejectionReason}
      </Callout>
    )
  if (status === 'approved' && checkFailures > 0)
    return (
      <Callout tone="warning" title="The page was not there when we last looked">
        After {missesUntilGone} looks in a row over at least two days it counts as gone.
      </Callout>
    )
  if (status === 'approved' && listing.linkState === 'missing')
    return (
      <Callout tone="warning" title="The listing is live, but its link is missing">
        Ask the directory to put it back, or edit the website of the customer if it has changed.
      </Callout>
    )
  return null
}
