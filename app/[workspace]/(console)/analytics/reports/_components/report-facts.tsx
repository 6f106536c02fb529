import { Card } from '@/components/ui/card'
import { DefinitionList } from '@/components/ui/definition-list'
import { Time } from '@/components/ui/time'
import { dimensionLabels } from '@/lib/metrics/schema'
import { comparisonLabels, formatLabels, intervalLabels, periodLabels } from '@/lib/reports/labels'
import { rangeWords } from '@/lib/reports/period'
import type { Report } from '@/lib/reports/schema'

type ReportFactsProps = {
  report: Report
  /** The names of its figures. */
  figures: readonly string[]
}

const groupingOf = ({ groupBy, groupLimit, interval }: Report) =>
  [
    groupBy &&
      `${dimensionLabels[groupBy]}${groupLimit ? `, the ${groupLimit.toLocaleString('en-US')} largest` : ''}`,
    interval && `By ${intervalLabels[interval].toLowerCase()}`,
  ]
    .filter(Boolean)
    .join('; ')

function nextOf({ schedule, active, nextRunAt, timezone }: Report) {
  if (!schedule) return null
  if (!active) return 'Paused'
  return nextRunAt && <Time at={nextRunAt} timeZone={timezone} />
}

/** What a report is asked for, when it is made, and who gets it. */
export function ReportFacts({ report, figures }: ReportFactsProps) {
  const { period, recipients, outsideRecipients, filters } = report
  return (
    <Card title="What it is">
      <DefinitionList
        items={[
          ['Figures', figures.join(', ')],
          ['Grouped by', groupingOf(report) || null],
          ['Filters', filters.length > 0 ? filters.length : null],
          ['Period', typeof period === 'string' ? periodLabels[period] : rangeWords(period)],
          ['Compared with', comparisonLabels[report.comparison]],
          ['Format', formatLabels[report.format]],
          ['Schedule', report.scheduleWords ?? 'On demand only'],
          ['Next run', nextOf(report)],
          [
            'Recipients',
            recipients.length > 0
              ? recipients
                  .map((address) =>
                    outsideRecipients.includes(address) ? `${address} (not on the team)` : address,
                  )
                  .join(', ')
              : null,
          ],
          ['Made by', report.createdByName],
        ]}
      />
    </Card>
  )
}
