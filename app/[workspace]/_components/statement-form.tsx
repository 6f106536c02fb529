import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Icon } from '@/components/ui/icon'
import { Select } from '@/components/ui/select'
import { formatMonth } from '@/lib/time'

type StatementFormProps = { slug: string; partnerId: string; now: Date; timeZone: string }

const shownMonths = 24

/** The newest months first, as YYYY-MM in the workspace's time zone. */
function monthsUntil(now: Date, timeZone: string): string[] {
  const [year = 0, month = 1] = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
  })
    .format(now)
    .split('-')
    .map(Number)
  return Array.from({ length: shownMonths }, (_, back) =>
    new Date(Date.UTC(year, month - 1 - back, 1)).toISOString().slice(0, 7),
  )
}

/** A plain form whose answer is the file. */
export function StatementForm({ slug, partnerId, now, timeZone }: StatementFormProps) {
  return (
    <Card title="Statement" description="A month as PDF: what was earned, taken back and paid.">
      <form action={`/api/v1/partners/${partnerId}/statement`} className="flex flex-wrap gap-2">
        <input type="hidden" name="workspace" value={slug} />
        <div className="min-w-40 flex-1">
          <Select name="month" aria-label="Month">
            {monthsUntil(now, timeZone).map((month) => (
              <option key={month} value={month}>
                {formatMonth(`${month}-15`, 'UTC')}
              </option>
            ))}
          </Select>
        </div>
        <Button type="submit">
          <Icon name="download" /> Download
        </Button>
      </form>
    </Card>
  )
}
