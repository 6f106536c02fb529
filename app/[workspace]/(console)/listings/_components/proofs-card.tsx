import { Card } from '@/components/ui/card'
import { Icon } from '@/components/ui/icon'
import { Time } from '@/components/ui/time'
import { isImage, proofHref, proofKindLabels } from '@/lib/proofs/labels'
import type { Proof } from '@/lib/proofs/schema'
import { AddProof } from './add-proof'

type ProofsCardProps = {
  slug: string
  listingId: string
  proofs: readonly Proof[]
  timeZone: string
  adds: boolean
}

const size = (bytes: number) =>
  bytes < 1024 * 1024
    ? `${Math.max(1, Math.round(bytes / 1024))} kB`
    : `${(bytes / 1024 / 1024).toFixed(1)} MB`

function ProofTile({ slug, proof, timeZone }: { slug: string; proof: Proof; timeZone: string }) {
  const image = isImage(proof.contentType)
  return (
    <li className="min-w-0">
      <a
        href={proofHref(slug, proof.id, { inline: image })}
        {...(image ? { target: '_blank' } : { download: '' })}
        className="group block overflow-hidden rounded-md border bg-subtle outline-none focus-visible:outline-2 focus-visible:outline-ring"
      >
        <span className="flex aspect-video items-center justify-center overflow-hidden border-b">
          {image ? (
            <img
              src={proofHref(slug, proof.id, { inline: true })}
              alt={`${proofKindLabels[proof.kind]}: ${proof.name}`}
              loading="lazy"
              className="size-full object-cover object-top transition-opacity group-hover:opacity-85"
            />
          ) : (
            <Icon name="download" className="size-5 text-muted" />
          )}
        </span>
        <span className="block px-2.5 py-2 text-xs">
          <span className="block truncate font-medium text-foreground">{proof.name}</span>
          <span className="block truncate text-muted">
            {proofKindLabels[proof.kind]}, {size(proof.bytes)}
          </span>
          <span className="block truncate text-muted">
            <Time at={proof.createdAt} timeZone={timeZone} />
          </span>
        </span>
      </a>
    </li>
  )
}

/** Screenshots and papers that show what was sent and what came of it. */
export function ProofsCard({ slug, listingId, proofs, timeZone, adds }: ProofsCardProps) {
  return (
    <Card title="Proof" actions={adds && <AddProof slug={slug} listingId={listingId} />}>
      {proofs.length === 0 ? (
        <p className="text-muted text-sm">
          Nothing yet. The automation adds screenshots; people add what they have.
        </p>
      ) : (
        <ul className="grid grid-cols-2 gap-3 sm:grid-cols-3">
          {proofs.map((proof) => (
            <ProofTile key={proof.id} slug={slug} proof={proof} timeZone={timeZone} />
          ))}
        </ul>
      )}
    </Card>
  )
}
