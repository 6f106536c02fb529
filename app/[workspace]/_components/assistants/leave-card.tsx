'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { ActionForm } from '@/components/form/action-form'
import type { ActionResult } from '@/components/form/action-result'
import { DateField } from '@/components/form/date-field'
import { SelectField } from '@/components/form/select-field'
import { SubmitButton } from '@/components/form/submit-button'
import { TextField } from '@/components/form/text-field'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { toast } from '@/components/ui/toast'
import { leaveKindLabels, leaveKinds } from '@/lib/assistants/labels'
import type { Assistant, Leave } from '@/lib/assistants/schema'
import { formatDate } from '@/lib/time'
import { counted } from '@/lib/words'
import { Month } from './month'

type LeaveCardProps = {
  assistant: Pick<Assistant, 'leave' | 'workingHours'>
  /** On their own calendar. */
  today: string
  add: (values: Record<string, unknown>) => Promise<ActionResult>
  remove: (id: string) => Promise<ActionResult>
}

const days = ({ startsOn, endsOn }: Leave) =>
  Math.round((Date.parse(endsOn) - Date.parse(startsOn)) / 86_400_000) + 1
const words = (leave: Leave) =>
  leave.startsOn === leave.endsOn
    ? formatDate(leave.startsOn, 'UTC')
    : `${formatDate(leave.startsOn, 'UTC')} – ${formatDate(leave.endsOn, 'UTC')}`

const monthsFrom = (today: string, count: number) =>
  Array.from({ length: count }, (_, index) => {
    const [year = 0, month = 1] = today.split('-').map(Number)
    return new Date(Date.UTC(year, month - 1 + index, 1)).toISOString().slice(0, 7)
  })

/** Days off, as a list and on a small calendar. */
export function LeaveCard({ assistant, today, add, remove }: LeaveCardProps) {
  const router = useRouter()
  const [round, setRound] = useState(0)
  const { leave, workingHours } = assistant
  const drop = async (one: Leave) => {
    const [error] = await remove(one.id)
    toast(error?.message ?? 'Leave removed', { tone: error ? 'danger' : 'success' })
    router.refresh()
  }
  return (
    <Card title="Leave" description="No task goes to them on these days, by their own calendar.">
      <div className="flex flex-wrap gap-x-8 gap-y-5">
        <div className="flex min-w-64 flex-1 flex-col gap-4">
          {leave.length === 0 ? (
            <p className="text-muted text-sm">No leave is planned.</p>
          ) : (
            <ul className="-my-2 divide-y">
              {leave.map((one) => (
                <li key={one.id} className="flex items-center justify-between gap-3 py-2 text-sm">
                  <span className="min-w-0">
                    <span className="font-medium">{words(one)}</span>
                    <span className="block text-muted text-xs">
                      {leaveKindLabels[one.kind]}, {counted(days(one), 'day')}
                      {one.note && `. ${one.note}`}
                    </span>
                  </span>
                  <Button size="sm" onClick={() => void drop(one)}>
                    Remove<span className="sr-only"> the leave of {words(one)}</span>
                  </Button>
                </li>
              ))}
            </ul>
          )}
          <ActionForm
            key={round}
            action={add}
            onSuccess={() => {
              toast('Leave entered', { tone: 'success' })
              setRound(round + 1)
              router.refresh()
            }}
          >
            <div className="grid grid-cols-1 gap-3 sm:grid-cols-2">
              <DateField name="startsOn" label="First day" />
              <DateField name="endsOn" label="Last day" optional />
              <SelectField
                name="kind"
                label="What it is"
                defaultValue="holiday"
                options={leaveKinds.map((value) => ({ value, label: leaveKindLabels[value] }))}
              />
              <TextField name="note" label="Note" optional maxLength={300} autoComplete="off" />
            </div>
            <div>
              <SubmitButton variant="secondary">Enter leave</SubmitButton>
            </div>
          </ActionForm>
        </div>
        <div className="flex flex-col gap-4">
          {monthsFrom(today, 2).map((month) => (
            <Month
              key={month}
              month={month}
              today={today}
              leave={leave}
              workdays={[...new Set(workingHours.map(({ day }) => day))]}
            />
          ))}
        </div>
      </div>
    </Card>
  )
}
