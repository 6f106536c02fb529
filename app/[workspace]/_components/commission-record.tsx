import type { ReactNode } from 'react'
import { StatusBadge } from '@/components/ui/badge'
import { Callout } from '@/components/ui/callout'
import { Money } from '@/components/ui/money'
import { UrlSheet } from '@/components/ui/url-sheet'
import { ask } from '@/lib/api/actions'
import { commissions } from '@/lib/commissions/procedures'
import { commissionStatusLabels } from '@/lib/commissions/schema'
import { ClawbackList } from './clawback-list'
import { EventTimeline } from './event-timeline'
import { HowComputed } from './how-computed'
import { commissionTones } from './tones'

export async function readCommission(slug: string, id: string) {
  const [commission, events] = await Promise.all([
    ask(commissions.find, slug, { id }),
    ask(commissions.timeline, slug, { id }),
  ])
  return { commission, events }
}

type CommissionRecordProps = {
  found: Awaited<ReturnType<typeof readCommission>>
  timeZone: string
  closeHref: string
  /** Where another commission opens. */
  hrefOf: (id: string) => string
  whose?: ReactNode
  notice?: ReactNode
  facts: ReactNode
  footer?: ReactNode
}

/** A commission's sheet, for staff and for its partner: how it was computed, what happened to it. */
export function CommissionRecord(props: CommissionRecordProps) {
  const { found, timeZone, closeHref, hrefOf, whose, notice, facts, footer } = props
  const { commission, events } = found
  const { status, leadName, reason } = commission
  const { kind, snapshot } = commission
  const bonus = 'rule' in snapshot ? snapshot.rule?.name : undefined
  const name =
    kind === 'clawback' ? `Clawback: ${leadName}` : bonus ? `${bonus}: ${leadName}` : leadName
  return (
    <UrlSheet
      closeHref={closeHref}
      title={name}
      description={
        <span className="flex flex-wrap items-center gap-2">
          <Money
            minor={commission.commissionAmount}
            currency={commission.currency}
            className="font-medium text-foreground"
          />
          {whose}
          <StatusBadge tone={commissionTones[status]} label={commissionStatusLabels[status]} />
        </span>
      }
      footer={footer}
    >
      <div className="flex flex-col gap-6">
        {reason && (
          <Callout
            tone={status === 'on_hold' ? 'warning' : 'danger'}
            title={commissionStatusLabels[status]}
          >
            {reason}
          </Callout>
        )}
        {notice}
        <HowComputed commission={commission} />
        <ClawbackList commission={commission} timeZone={timeZone} hrefOf={hrefOf} />
        <section className="flex flex-col gap-2">
          <h3 className="font-medium text-sm">Details</h3>
          {facts}
        </section>
        <section className="flex flex-col gap-3">
          <h3 className="font-medium text-sm">History</h3>
          <EventTimeline
            events={events}
            timeZone={timeZone}
            now={new Date()}
            empty="Imported history: nothing has happened here."
          />
        </section>
      </div>
    </UrlSheet>
  )
}
