import type { ReactNode } from 'react'
import { StatusBadge } from '@/components/ui/badge'
import { ButtonLink } from '@/components/ui/button-link'
import { Card } from '@/components/ui/card'
import { Money } from '@/components/ui/money'
import { TextLink } from '@/components/ui/text-link'
import { Time } from '@/components/ui/time'
import { type CommissionItem, commissionStatusLabels } from '@/lib/commissions/schema'
import { type LeadItem, leadName, leadStatusLabels } from '@/lib/leads/schema'
import { commissionTones, leadTones } from '../../../_components/tones'

type Props<T> = { slug: string; partnerId: string; items: readonly T[]; timeZone: string }

type RowProps = { title: ReactNode; status: ReactNode; amount: ReactNode; at: ReactNode }

const Row = ({ title, status, amount, at }: RowProps) => (
  <li className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 px-4 py-2.5 text-sm sm:grid-cols-[minmax(0,1fr)_8rem_7rem_6.5rem]">
    <span className="truncate">{title}</span>
    <span className="max-sm:order-3">{status}</span>
    <span className="text-right tabular-nums">{amount}</span>
    <span className="text-right text-muted max-sm:order-4">{at}</span>
  </li>
)

type ListProps = { title: string; all: string; empty: string; children: ReactNode[] }

const List = ({ title, all, empty, children }: ListProps) => (
  <Card
    flush
    title={title}
    actions={
      <ButtonLink size="sm" variant="ghost" href={all}>
        All
      </ButtonLink>
    }
  >
    {children.length > 0 ? (
      <ul className="divide-y border-t">{children}</ul>
    ) : (
      <p className="px-4 pb-4 text-muted text-sm">{empty}</p>
    )}
  </Card>
)

export function RecentLeads({ slug, partnerId, items, timeZone }: Props<LeadItem>) {
  return (
    <List title="Latest leads" all={`/${slug}/leads?partner=${partnerId}`} empty="No leads yet.">
      {items.map((lead) => (
        <Row
          key={lead.id}
          title={<TextLink href={`/${slug}/leads/${lead.id}`}>{leadName(lead)}</TextLink>}
          status={
            <StatusBadge tone={leadTones[lead.status]} label={leadStatusLabels[lead.status]} />
          }
          amount={
            <Money minor={lead.projectValue ?? lead.estimatedValue} currency={lead.currency} />
          }
          at={<Time at={lead.createdAt} timeZone={timeZone} format="date" />}
        />
      ))}
    </List>
  )
}

export function RecentCommissions({ slug, partnerId, items, timeZone }: Props<CommissionItem>) {
  return (
    <List
      title="Latest commissions"
      all={`/${slug}/commissions?partner=${partnerId}`}
      empty="No commissions yet."
    >
      {items.map((row) => (
        <Row
          key={row.id}
          title={
            <TextLink href={`/${slug}/commissions?partner=${partnerId}&open=${row.id}`}>
              {row.leadName}
            </TextLink>
          }
          status={
            <StatusBadge
              tone={commissionTones[row.status]}
              label={commissionStatusLabels[row.status]}
            />
          }
          amount={<Money minor={row.commissionAmount} currency={row.currency} />}
          at={<Time at={row.earnedAt} timeZone={timeZone} format="date" />}
        />
      ))}
    </List>
  )
}
