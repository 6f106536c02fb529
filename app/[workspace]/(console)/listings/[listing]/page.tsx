import { PageHeader } from '@/components/shell/page-header'
import { StatusBadge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { ask } from '@/lib/api/actions'
import { requirePage } from '@/lib/api/request'
import { may } from '@/lib/auth/permissions'
import { listingStatusLabels } from '@/lib/listings/labels'
import { listings } from '@/lib/listings/procedures'
import { proofs } from '@/lib/proofs/procedures'
import { EventTimeline } from '../../../_components/event-timeline'
import { listingTones } from '../../../_components/listing-tones'
import { Checks } from '../_components/checks'
import { FiguresCard } from '../_components/figures-card'
import { ListingActions } from '../_components/listing-actions'
import { ListingFacts } from '../_components/listing-facts'
import { ListingNotice } from '../_components/listing-notice'
import { ProofsCard } from '../_components/proofs-card'

type Props = { params: Promise<{ workspace: string; listing: string }> }

export const metadata = { title: 'Listing' }

export default async function ListingPage({ params }: Props) {
  const { workspace: slug, listing: id } = await params
  const { actor } = await requirePage(slug)
  const [listing, events, checks, files] = await Promise.all([
    ask(listings.find, slug, { id }),
    ask(listings.timeline, slug, { id }),
    ask(listings.checks, slug, { id }),
    ask(proofs.list, slug, { id }),
  ])
  const { timezone, currency } = actor.workspace
  const manages = may(actor, 'listings.manage')

  return (
    <>
      <PageHeader
        breadcrumb={[
          { label: 'Listings', href: `/${slug}/listings` },
          { label: listing.directoryName },
        ]}
        title={listing.directoryName}
        description={listing.customerName}
        badge={
          <StatusBadge
            tone={listingTones[listing.status]}
            label={listingStatusLabels[listing.status]}
          />
        }
        actions={
          manages && (
            <ListingActions slug={slug} listing={listing} currency={currency} timeZone={timezone} />
          )
        }
      />
      <ListingNotice listing={listing} />
      <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-[2fr_1fr]">
        <div className="flex min-w-0 flex-col gap-5">
          <ListingFacts slug={slug} listing={listing} timeZone={timezone} />
          <ProofsCard
            slug={slug}
            listingId={id}
            proofs={files}
            timeZone={timezone}
            adds={manages}
          />
          <Checks listing={listing} checks={checks} timeZone={timezone} />
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          <FiguresCard listing={listing} timeZone={timezone} />
          <Card title="History">
            <EventTimeline events={events} timeZone={timezone} now={new Date()} />
          </Card>
        </div>
      </div>
    </>
  )
}
