import { PageHeader } from '@/components/shell/page-header'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Tabs } from '@/components/ui/tabs'
import { ask } from '@/lib/api/actions'
import { requirePage } from '@/lib/api/request'
import { may } from '@/lib/auth/permissions'
import type { AnswerOf } from '@/lib/metrics/answer-schema'
import { metrics } from '@/lib/metrics/procedures'
import { figureWords } from '@/lib/metrics/rules'
import { campaignColumns, type Unit } from '@/lib/metrics/schema'
import { programme } from '@/lib/programme/procedures'
import { addDays, formatTime, isoDate } from '@/lib/time'
import { drillHref } from '../_components/frame'
import { SetCost } from './_components/set-cost'

type Props = {
  params: Promise<{ workspace: string }>
  searchParams: Promise<{ days?: string | string[] }>
}
type Row = AnswerOf<'campaigns'>['rows'][number]

export const metadata = { title: 'Campaigns' }

const periods = [
  [30, '30 days'],
  [90, '90 days'],
  [365, '12 months'],
] as const

const columns: [label: string, unit: Unit, key: Exclude<keyof Row, 'id' | 'name'>][] = [
  ['Leads', 'count', 'leads'],
  ['Contacted', 'count', 'contacted'],
  ['Won', 'count', 'won'],
  ['Conversion', 'percent', 'conversionRate'],
  ['Value', 'money', 'revenue'],
  ['Cost', 'money', 'cost'],
  ['Cost per lead', 'money', 'costPerLead'],
  ['Return', 'percent', 'roi'],
]

/** Which campaigns are worth their money? */
export default async function CampaignsPage({ params, searchParams }: Props) {
  const [{ workspace: slug }, asked] = await Promise.all([params, searchParams])
  const { actor } = await requirePage(slug)
  const { timezone, currency } = actor.workspace
  const days = periods.find(([length]) => String(length) === asked.days)?.[0] ?? 90
  const now = new Date()
  const today = isoDate(now, timezone)
  const range = { from: isoDate(addDays(now, 1 - days, timezone), timezone), to: today }
  const [answer, campaigns] = await Promise.all([
    ask(metrics.ask, slug, { question: { kind: 'campaigns' }, range }),
    ask(programme.campaigns, slug, {}),
  ])
  if (answer.kind !== 'campaigns') return null

  return (
    <>
      <PageHeader
        title="Campaigns"
        description={`As of ${formatTime(now, timezone)}, in days of ${timezone.replaceAll('_', ' ')}.`}
        actions={
          may(actor, 'programme.manage') &&
          campaigns.length > 0 && (
            <SetCost
              slug={slug}
              today={today}
              currency={currency}
              campaigns={campaigns.map(({ id, name }) => ({ value: id, label: name }))}
            />
          )
        }
      />
      <Tabs
        label="Period"
        tabs={periods.map(([length, label]) => ({
          label,
          href: `/${slug}/analytics/campaigns?days=${length}`,
          current: length === days,
        }))}
      />
      <Card flush className="mt-5">
        {answer.rows.length === 0 ? (
          <EmptyState title="No leads in this period">
            Leads registered for a campaign are counted here, beside what the campaign cost.
          </EmptyState>
        ) : (
          <div className="overflow-x-auto">
            <table className="w-full text-sm tabular-nums">
              <thead>
                <tr className="text-muted text-xs">
                  <th scope="col" className="px-4 py-2 text-left font-normal">
                    Campaign
                  </th>
                  {columns.map(([label]) => (
                    <th
                      key={label}
                      scope="col"
                      className="whitespace-nowrap px-4 py-2 text-right font-normal"
                    >
                      {label}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody className="divide-y border-t">
                {answer.rows.map((row) => (
                  <tr key={row.id ?? 'none'} id={row.id ?? 'none'}>
                    <th scope="row" className="min-w-40 px-4 py-2 text-left font-normal">
                      {row.name}
                    </th>
                    {columns.map(([label, unit, key]) => {
                      const column = campaignColumns.find((one) => one === key)
                      const words = figureWords(row[key], unit, currency)
                      const rows = { campaign: row.id ?? 'none', column }
                      return (
                        <td key={label} className="whitespace-nowrap px-4 py-2 text-right">
                          {column && row[key] !== null ? (
                            <a
                              href={drillHref(slug, { rows, range })}
                              className="underline-offset-4 hover:underline"
                            >
                              {words}
                            </a>
                          ) : (
                            words
                          )}
                        </td>
                      )
                    })}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </Card>
      <p className="mt-3 max-w-prose text-muted text-sm">
        {[answer.definition, ...answer.notes].join(' ')}
      </p>
    </>
  )
}
