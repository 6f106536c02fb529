import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Icon } from '@/components/ui/icon'
import { Input } from '@/components/ui/input'
import { addDays, isoDate, startOfMonth } from '@/lib/time'

type JournalFormProps = { slug: string; now: Date; timeZone: string }

/** The bookings of a period for whoever keeps the accounts; last month to begin with. */
export function JournalForm({ slug, now, timeZone }: JournalFormProps) {
  const last = addDays(startOfMonth(now, timeZone), -1, timeZone)
  return (
    <Card
      title="For accountants"
      description="The bookings of a period as CSV: a row each, with the account it left and the one it entered."
    >
      <form action="/api/v1/journal/export" className="flex flex-wrap items-end gap-3">
        <input type="hidden" name="workspace" value={slug} />
        <label htmlFor="journal-from" className="flex flex-col gap-1.5 font-medium text-sm">
          From
          <Input
            id="journal-from"
            type="date"
            name="from"
            defaultValue={isoDate(startOfMonth(last, timeZone), timeZone)}
            required
          />
        </label>
        <label htmlFor="journal-to" className="flex flex-col gap-1.5 font-medium text-sm">
          until
          <Input
            id="journal-to"
            type="date"
            name="to"
            defaultValue={isoDate(last, timeZone)}
            required
          />
        </label>
        <Button type="submit">
          <Icon name="download" /> Download
        </Button>
      </form>
    </Card>
  )
}
