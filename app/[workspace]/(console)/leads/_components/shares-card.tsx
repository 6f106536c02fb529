import type { ReactNode } from 'react'
import { Card } from '@/components/ui/card'
import { TextLink } from '@/components/ui/text-link'
import type { LeadShare } from '@/lib/leads/schema'

type SharesCardProps = { slug: string; shares: readonly LeadShare[]; action: ReactNode }

/** Who is paid for the deal, when it is not its owner alone. */
export function SharesCard({ slug, shares, action }: SharesCardProps) {
  return (
    <Card title="Shared by" actions={action}>
      {shares.length === 0 ? (
        <p className="text-muted text-sm">The owner gets all that the deal earns.</p>
      ) : (
        <ul className="flex flex-col gap-1.5 text-sm">
          {shares.map(({ partnerId, partnerName, bps }) => (
            <li key={partnerId} className="flex justify-between gap-4">
              <TextLink href={`/${slug}/partners/${partnerId}`}>{partnerName}</TextLink>
              <span className="tabular-nums">{bps / 100} %</span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
