'use client'

import { useRouter } from 'next/navigation'
import { StatusBadge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { toast } from '@/components/ui/toast'
import type { Delegation } from '@/lib/payouts/sending-schema'
import { formatDate } from '@/lib/time'
import { revokeDelegation } from '../../actions'

type DelegationListProps = {
  slug: string
  delegations: readonly Delegation[]
  manages: boolean
  timeZone: string
  now: Date
}

function stateOf({ revokedAt, startsAt, endsAt }: Delegation, now: Date) {
  if (revokedAt) return { tone: 'neutral', label: 'Revoked', open: false } as const
  if (endsAt <= now) return { tone: 'neutral', label: 'Ended', open: false } as const
  if (startsAt > now) return { tone: 'info', label: 'Planned', open: true } as const
  return { tone: 'success', label: 'In force', open: true } as const
}

export function DelegationList(props: DelegationListProps) {
  const { slug, delegations, manages, timeZone, now } = props
  const router = useRouter()
  if (delegations.length === 0)
    return <p className="text-muted text-sm">Nobody approves for anybody else.</p>
  const revoke = async (id: string) => {
    const [refused] = await revokeDelegation(slug, id)
    toast(refused?.message ?? 'Revoked', { tone: refused ? 'danger' : 'success' })
    router.refresh()
  }
  return (
    <ul className="-my-2 divide-y">
      {delegations.map((row) => {
        const { tone, label, open } = stateOf(row, now)
        const days = `${formatDate(row.startsAt, timeZone)} – ${formatDate(row.endsAt.getTime() - 1, timeZone)}`
        return (
          <li
            key={row.id}
            className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1.5 py-2.5 text-sm"
          >
            <span className="min-w-0">
              <span className="font-medium">{row.toName}</span> for {row.fromName}
              <span className="block text-muted text-xs">
                {days}. {row.reason}
              </span>
            </span>
            <span className="flex items-center gap-2">
              <StatusBadge tone={tone} label={label} />
              {manages && open && (
                <Button size="sm" onClick={() => void revoke(row.id)}>
                  Revoke
                  <span className="sr-only"> the delegation to {row.toName}</span>
                </Button>
              )}
            </span>
          </li>
        )
      })}
    </ul>
  )
}
