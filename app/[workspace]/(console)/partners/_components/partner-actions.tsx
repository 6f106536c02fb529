'use client'

import dynamic from 'next/dynamic'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Icon } from '@/components/ui/icon'
import { Menu } from '@/components/ui/menu'
import { toast } from '@/components/ui/toast'
import { nextStatuses } from '@/lib/partners/rules'
import { type Partner, type PartnerStatus, partnerStatusLabels } from '@/lib/partners/schema'
import { ReasonDialog } from '../../../_components/reason-dialog'
import { undoing } from '../../../_components/undo'
import { changeStatus } from '../actions'
import { TierDialog } from './tier-dialog'

const PayoutCurrencyDialog = dynamic(() => import('./payout-currency-dialog'), { ssr: false })

const moves = {
  suspended: {
    door: 'suspend',
    verb: 'Suspend',
    text: 'They can sign in and read, but register nothing. What they have earned and is in no payout is held.',
  },
  banned: {
    door: 'ban',
    verb: 'Ban',
    text: 'They cannot use the portal any more, and what they have earned is held.',
  },
  inactive: {
    door: 'deactivate',
    verb: 'Deactivate',
    text: 'They leave the programme. What they have earned is still paid.',
  },
  active: {
    door: 'reinstate',
    verb: 'Reinstate',
    text: 'They can use the portal and register clients again.',
  },
} as const

/** What may be done with a partner in their state; each asks for a reason. */
export function PartnerActions({ slug, partner }: { slug: string; partner: Partner }) {
  const router = useRouter()
  const [to, setTo] = useState<PartnerStatus | null>(null)
  const [tierOpen, setTierOpen] = useState(false)
  const [currencyOpen, setCurrencyOpen] = useState(false)
  const move = to && moves[to]
  return (
    <>
      <Menu
        align="end"
        aria-label="Actions"
        items={[
          { label: 'Change tier…', onSelect: () => setTierOpen(true) },
          { label: 'Change payout currency…', onSelect: () => setCurrencyOpen(true) },
          { kind: 'separator', id: 'status' },
          ...nextStatuses[partner.status].map((status) => ({
            label: `${moves[status].verb}…`,
            onSelect: () => setTo(status),
          })),
        ]}
      >
        Actions <Icon name="ellipsis" />
      </Menu>
      {tierOpen && <TierDialog slug={slug} partner={partner} onClose={() => setTierOpen(false)} />}
      {currencyOpen && (
        <PayoutCurrencyDialog
          slug={slug}
          partner={partner}
          onClose={() => setCurrencyOpen(false)}
        />
      )}
      {to && move && (
        <ReasonDialog
          open
          onOpenChange={(open) => !open && setTo(null)}
          title={`${move.verb} ${partner.name}?`}
          description={move.text}
          confirmLabel={move.verb}
          variant={to === 'banned' ? 'danger' : 'primary'}
          action={async (reason) => {
            const result = await changeStatus(slug, move.door, partner.id, reason)
            const operationId = result[1]?.operationId
            if (!result[0])
              toast(`${partner.name} is ${partnerStatusLabels[to].toLowerCase()} now`, {
                tone: 'success',
                ...(operationId
                  ? { undo: undoing(slug, operationId, () => router.refresh()) }
                  : {}),
              })
            return result
          }}
          onDone={() => router.refresh()}
        />
      )}
    </>
  )
}
