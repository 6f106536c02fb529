import { StatusBadge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { DefinitionList } from '@/components/ui/definition-list'
import { Money } from '@/components/ui/money'
import { TextLink } from '@/components/ui/text-link'
import { Time } from '@/components/ui/time'
import { type Listing, linkStateLabels } from '@/lib/listings/schema'
import { type Method, methodLabels } from '@/lib/queue/labels'
import { counted } from '@/lib/words'
import { linkTones } from '../../../_components/listing-tones'
import { shortUrl } from './short-url'

type ListingFactsProps = { slug: string; listing: Listing; timeZone: string }

/** Where it is, how it came there, and what it cost. */
export function ListingFacts({ slug, listing, timeZone }: ListingFactsProps) {
  const { linkState, costCents, costCurrency } = listing
  const day = (at: Date | null) => at && <Time at={at} timeZone={timeZone} format="date" />
  const method = listing.automationMethod && methodLabels[listing.automationMethod as Method]
  return (
    <Card title="Listing">
      <DefinitionList
        items={[
          [
            'Address',
            listing.listingUrl && (
              <TextLink key="url" external href={listing.listingUrl}>
                {shortUrl(listing.listingUrl)}
              </TextLink>
            ),
          ],
          [
            'Link',
            linkState && (
              <StatusBadge
                key="link"
                tone={linkTones[linkState]}
                label={linkStateLabels[linkState]}
              />
            ),
          ],
          [
            'Points to',
            listing.website && (
              <TextLink key="site" external href={listing.website}>
                {shortUrl(listing.website)}
              </TextLink>
            ),
          ],
          [
            'Customer',
            <TextLink key="customer" href={`/${slug}/customers/${listing.customerId}`}>
              {listing.customerName}
            </TextLink>,
          ],
          [
            'Directory',
            <TextLink key="directory" href={`/${slug}/directories/${listing.directoryId}`}>
              {listing.directoryName}
            </TextLink>,
          ],
          ['Our reference', listing.referenceId],
          ['Their reference', listing.externalReference],
          ['Submitted', day(listing.submittedAt)],
          ['By', method && (listing.manual ? `${method}, with a person’s help` : method)],
          ['Live since', day(listing.approvedAt)],
          ['Expires', day(listing.expiresAt)],
          ['Follow up', day(listing.followUpAt)],
          ['Maintain', day(listing.maintenanceAt)],
          [
            'Cost',
            [
              listing.creditsConsumed > 0 && counted(listing.creditsConsumed, 'credit'),
              costCents !== null && costCurrency && (
                <Money key="money" minor={costCents} currency={costCurrency} />
              ),
            ].filter(Boolean).length > 0 ? (
              <span key="cost" className="flex gap-3">
                {listing.creditsConsumed > 0 && counted(listing.creditsConsumed, 'credit')}
                {costCents !== null && costCurrency && (
                  <Money minor={costCents} currency={costCurrency} />
                )}
              </span>
            ) : null,
          ],
        ]}
      />
    </Card>
  )
}
