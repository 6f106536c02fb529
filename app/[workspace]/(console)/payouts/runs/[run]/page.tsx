import { PageHeader } from '@/components/shell/page-header'
import { Card } from '@/components/ui/card'
import { Money } from '@/components/ui/money'
import { Stat, StatGroup } from '@/components/ui/stat'
import { Time } from '@/components/ui/time'
import { ask } from '@/lib/api/actions'
import { requirePage } from '@/lib/api/request'
import { may } from '@/lib/auth/permissions'
import { formatMoney } from '@/lib/money'
import { payoutRuns } from '@/lib/payouts/procedures/sending'
import { periodWords } from '../../_components/period'
import { countOf } from '../../_components/run-counts'
import { RunActions } from './_components/run-actions'
import { RunFiles } from './_components/run-files'
import { RunPayouts } from './_components/run-payouts'
import { RunProgress } from './_components/run-progress'

type Props = { params: Promise<{ workspace: string; run: string }> }

export const metadata = { title: 'Payout run' }

export default async function RunPage({ params }: Props) {
  const { workspace: slug, run: id } = await params
  const { actor } = await requirePage(slug)
  const run = await ask(payoutRuns.find, slug, { id })
  const { timezone } = actor.workspace
  const { counts, totals } = run
  const manages = may(actor, 'payouts.manage')
  const period = periodWords(run.periodFrom, run.periodTo)
  const sums = totals.map(({ amount, currency }) => formatMoney(amount, currency)).join(' and ')
  const mayApprove = run.payouts.filter(
    ({ status, approvalObstacle }) => status === 'draft' && !approvalObstacle,
  ).length
  const byProvider = run.payouts.some(({ provider }) => provider === 'sandbox')

  return (
    <>
      <PageHeader
        breadcrumb={[
          { label: 'Payouts', href: `/${slug}/payouts` },
          { label: 'Runs', href: `/${slug}/payouts/runs` },
          { label: period },
        ]}
        title={sums || 'Cancelled run'}
        description={
          <>
            For {period}, made <Time at={run.createdAt} timeZone={timezone} />
            {run.createdByName && ` by ${run.createdByName}`}
          </>
        }
        actions={
          <RunActions
            slug={slug}
            id={id}
            sums={sums}
            counts={counts}
            mayApprove={mayApprove}
            manages={manages}
            sandbox={run.sandbox}
            debtor={run.debtor}
            asksProvider={byProvider}
          />
        }
      />
      <RunProgress
        sending={run.payouts.some(
          ({ status, provider }) => status === 'processing' && provider === 'sandbox',
        )}
        done={countOf(counts, 'paid', 'failed', 'cancelled')}
        all={run.payouts.length}
      />
      <StatGroup label="What became of the payouts">
        <Stat label="To approve" value={countOf(counts, 'draft')} />
        <Stat label="To send" value={countOf(counts, 'approved')} />
        <Stat label="On their way" value={countOf(counts, 'processing', 'unknown')} />
        <Stat label="Paid" value={<PaidSum payouts={run.payouts} />} hint={paidHint(counts)} />
        <Stat label="Failed" value={countOf(counts, 'failed')} />
      </StatGroup>
      {run.files.length > 0 && (
        <RunFiles slug={slug} files={run.files} timeZone={timezone} manages={manages} />
      )}
      <Card flush title="Payouts">
        <RunPayouts slug={slug} payouts={run.payouts} timeZone={timezone} now={new Date()} />
      </Card>
    </>
  )
}

const paidHint = (counts: Parameters<typeof countOf>[0]) => `${countOf(counts, 'paid')} payouts`

function PaidSum({ payouts }: { payouts: { status: string; amount: number; currency: string }[] }) {
  const sums = new Map<string, number>()
  for (const { status, amount, currency } of payouts)
    if (status === 'paid') sums.set(currency, (sums.get(currency) ?? 0) + amount)
  if (sums.size === 0) return '–'
  return [...sums].map(([currency, amount]) => (
    <span key={currency} className="block">
      <Money minor={amount} currency={currency} />
    </span>
  ))
}
