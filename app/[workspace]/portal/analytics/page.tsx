import { PageHeader } from '@/components/shell/page-header'
import { Tabs } from '@/components/ui/tabs'
import { ask } from '@/lib/api/actions'
import { requirePage } from '@/lib/api/request'
import { figureWords } from '@/lib/metrics/rules'
import { portal } from '@/lib/portal/procedures'
import { addDays, formatDate, formatMonth, formatTime, isoDate } from '@/lib/time'
import { counted } from '@/lib/words'
import { Bars } from './_components/bars'
import { Compared } from './_components/compared'

type Props = {
  params: Promise<{ workspace: string }>
  searchParams: Promise<{ days?: string | string[] }>
}

export const metadata = { title: 'Figures' }

const periods = [
  [90, '90 days'],
  [365, '12 months'],
  [1095, '3 years'],
] as const

/** How am I doing? */
export default async function PortalAnalyticsPage({ params, searchParams }: Props) {
  const [{ workspace: slug }, asked] = await Promise.all([params, searchParams])
  const { actor } = await requirePage(slug)
  const { timezone, currency } = actor.workspace
  const days = periods.find(([length]) => String(length) === asked.days)?.[0] ?? 365
  const now = new Date()
  const range = {
    from: isoDate(addDays(now, 1 - days, timezone), timezone),
    to: isoDate(now, timezone),
  }
  const analytics = await ask(portal.analytics, slug, range)
  const { earnings, funnel } = analytics
  const months = (earnings.series[0]?.points ?? []).toReversed()
  const first = funnel.steps[0]?.reached ?? 0

  return (
    <>
      <PageHeader
        title="Your figures"
        description={`${formatDate(`${range.from}T12:00:00Z`, 'UTC')} to today, as of ${formatTime(now, timezone)}, in days of ${timezone.replaceAll('_', ' ')}.`}
      />
      <Tabs
        label="Period"
        tabs={periods.map(([length, label]) => ({
          label,
          href: `/${slug}/portal/analytics?days=${length}`,
          current: length === days,
        }))}
      />
      <div className="mt-5 grid items-start gap-5 lg:grid-cols-2">
        <div className="grid gap-5">
          <Compared analytics={analytics} currency={currency} />
          <Bars
            title="Earnings by month"
            description={[earnings.definition, ...earnings.notes].join(' ')}
            columns={['Month', 'Earned']}
            bars={months.map(({ day, value }) => ({
              key: day,
              label: formatMonth(`${day}T12:00:00Z`, 'UTC'),
              value: value ?? 0,
              words: figureWords(value, 'money', currency),
            }))}
          />
        </div>
        <Bars
          title="From lead to deal"
          description={funnel.definition}
          columns={['Stage', 'Leads']}
          bars={funnel.steps.map(({ key, label, reached, open, medianDays }) => ({
            key,
            label,
            value: reached,
            words: `${reached.toLocaleString('en-US')}${first > 0 ? ` (${Math.round((100 * reached) / first)} %)` : ''}`,
            note: [
              medianDays === null
                ? null
                : `after ${figureWords(medianDays, 'days', currency)} in the median`,
              open > 0 ? `${counted(open, 'lead')} may still come` : null,
            ]
              .filter(Boolean)
              .join(', '),
          }))}
        />
      </div>
    </>
  )
}
