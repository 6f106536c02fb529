import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'

/** The period is in the URL: a plain form that asks for the page anew. */
export function PeriodForm({ from, to, timezone }: { from: string; to: string; timezone: string }) {
  return (
    <form className="flex flex-wrap items-end gap-3">
      <label htmlFor="period-from" className="flex flex-col gap-1.5 font-medium text-sm">
        Earned from
        <Input id="period-from" type="date" name="from" defaultValue={from} required />
      </label>
      <label htmlFor="period-to" className="flex flex-col gap-1.5 font-medium text-sm">
        until
        <Input id="period-to" type="date" name="to" defaultValue={to} required />
      </label>
      <Button type="submit">Show what is due</Button>
      <span className="pb-1.5 text-muted text-xs">Both days included, in {timezone}.</span>
    </form>
  )
}
