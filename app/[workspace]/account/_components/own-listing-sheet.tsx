import { StatusBadge } from '@/components/ui/badge'
import { DefinitionList } from '@/components/ui/definition-list'
import { TextLink } from '@/components/ui/text-link'
import { Time } from '@/components/ui/time'
import { UrlSheet } from '@/components/ui/url-sheet'
import { ask } from '@/lib/api/actions'
import type { Member } from '@/lib/auth/actor'
import { area } from '@/lib/customers/procedures/area'
import { linkStateWords, listingStateWords } from '@/lib/customers/words'
import { isImage, proofHref, proofKindLabels } from '@/lib/proofs/labels'
import { proofs } from '@/lib/proofs/procedures'
import { listingTones } from '../../_components/customers/tones'

type Props = { actor: Member; id: string; closeHref: string }

const plain = (url: string) => url.replace(/^https?:\/\/(www\.)?/, '')

/** One listing: where it is, how it came there, and what proves it. */
export async function OwnListingSheet({ actor, id, closeHref }: Props) {
  const { slug, timezone } = actor.workspace
  const [listing, kept] = await Promise.all([
    ask(area.listing, slug, { id }),
    ask(proofs.list, slug, { id }),
  ])
  const date = (at: Date | null) => at && <Time at={at} timeZone={timezone} format="date" />
  return (
    <UrlSheet
      closeHref={closeHref}
      title={listing.directoryName}
      description={
        <StatusBadge
          tone={listingTones[listing.status]}
          label={listingStateWords[listing.status]}
        />
      }
    >
      <div className="flex flex-col gap-5">
        <DefinitionList
          items={[
            [
              'Listing',
              listing.listingUrl ? (
                <TextLink key="listing" href={listing.listingUrl}>
                  {plain(listing.listingUrl)}
                </TextLink>
              ) : null,
            ],
            [
              'Directory',
              <TextLink key="directory" href={listing.directoryUrl}>
                {plain(listing.directoryUrl)}
              </TextLink>,
            ],
            ['Submitted', date(listing.submittedAt)],
            ['Live since', date(listing.approvedAt)],
            [
              'Link to you',
              listing.linkState
                ? (linkStateWords[listing.linkState as keyof typeof linkStateWords] ??
                  listing.linkState)
                : null,
            ],
            ...(listing.rejectionReason ? [['Why not', listing.rejectionReason] as const] : []),
          ]}
        />
        <section className="flex flex-col gap-2">
          <h3 className="font-medium text-sm">Proof</h3>
          {kept.length === 0 && (
            <p className="text-muted text-sm">Nothing has been kept for this listing yet.</p>
          )}
          <ul className="flex flex-col gap-3">
            {kept.map((proof) => (
              <li key={proof.id} className="flex flex-col gap-1.5 text-sm">
                {isImage(proof.contentType) && (
                  <img
                    src={proofHref(slug, proof.id, { inline: true })}
                    alt={`${proofKindLabels[proof.kind]}: ${proof.name}`}
                    loading="lazy"
                    className="h-48 w-full rounded-md border bg-subtle object-cover object-top"
                  />
                )}
                <span className="flex flex-wrap justify-between gap-x-4">
                  <TextLink href={proofHref(slug, proof.id)}>
                    {proofKindLabels[proof.kind]}, {proof.name}
                  </TextLink>
                  <span className="text-muted">{date(proof.createdAt)}</span>
                </span>
              </li>
            ))}
          </ul>
        </section>
      </div>
    </UrlSheet>
  )
}
