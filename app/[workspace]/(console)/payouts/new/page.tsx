import { PageHeader } from '@/components/shell/page-header'
import { listParam } from '@/components/table/table-url'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { ask } from '@/lib/api/actions'
import { requirePage } from '@/lib/api/request'
import { payouts } from '@/lib/payouts/procedures'
import { addDays, isoDate, startOfMonth } from '@/lib/time'
import { dayParam, type SearchParams } from '../../../_components/list-params'
import { PeriodForm } from '../_components/period-form'
import { RunPreview } from '../_components/run-preview'

type Props = { params: Promise<{ workspace: string }>; searchParams: SearchParams }

export const metadata = { title: 'New payout run' }

/** From the start of last month until today: what was won a moment ago is included. */
function usualPeriod(now: Date, zone: string) {
  const lastMonth = addDays(startOfMonth(now, zone), -1, zone)
  return { from: isoDate(startOfMonth(lastMonth, zone), zone), to: isoDate(now, zone) }
}

export default async function NewRunPage({ params, searchParams }: Props) {
  const { workspace: slug } = await params
  const { actor } = await requirePage(slug)
  const url = { pathname: `/${slug}/payouts/new`, params: await searchParams }
  const usual = usualPeriod(new Date(), actor.workspace.timezone)
  const from = dayParam(url, 'from') ?? usual.from
  const to = dayParam(url, 'to') ?? usual.to
  const [periodFrom = from] = [from, to].sort()
  const period = { periodFrom, periodTo: to }
  const preview = await ask(payouts.preview, slug, period)
  const chosen = listParam(url, 'partners')

  return (
    <>
      <PageHeader
        breadcrumb={[{ label: 'Payouts', href: `/${slug}/payouts` }, { label: 'New run' }]}
        title="New payout run"
        description="Every approved commission earned until the end of the period is paid, with what was carried over from before. Nothing is made until you confirm."
      />
      <PeriodForm
        from={period.periodFrom}
        to={period.periodTo}
        timezone={actor.workspace.timezone}
      />
      {preview.rows.length === 0 ? (
        <EmptyState title="Nothing is due" icon={<Icon name="wallet" />}>
          No commission was earned until then that is not paid already.
        </EmptyState>
      ) : (
        <RunPreview
          key={`${period.periodFrom} ${period.periodTo}`}
          slug={slug}
          period={period}
          rows={preview.rows}
          initial={chosen.length > 0 ? chosen : null}
        />
      )}
    </>
  )
}
