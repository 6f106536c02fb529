'use client'

import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'
import { ActionForm } from '@/components/form/action-form'
import { FileInput } from '@/components/form/file-input'
import { SubmitButton } from '@/components/form/submit-button'
import { TextareaField } from '@/components/form/textarea-field'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Icon } from '@/components/ui/icon'
import { IconButton } from '@/components/ui/icon-button'
import { toast } from '@/components/ui/toast'
import type { Holiday } from '@/lib/deadlines/rules'
import { formatDate } from '@/lib/time'
import { addHolidays, recompute, removeHoliday } from '../actions'

type HolidaysCardProps = {
  slug: string
  holidays: readonly Holiday[]
  openTasks: number
  today: string
}

const weekday = (day: string) =>
  new Intl.DateTimeFormat('en-GB', { weekday: 'short', timeZone: 'UTC' }).format(new Date(day))

/** Days on which deadlines stand still. */
export function HolidaysCard({ slug, holidays, openTasks, today }: HolidaysCardProps) {
  const router = useRouter()
  const file = useRef<HTMLInputElement>(null)
  const [round, setRound] = useState({ key: 0, text: '' })
  const [changed, setChanged] = useState(false)
  const told = (message: string) => {
    setChanged(true)
    toast(message, { tone: 'success' })
    router.refresh()
  }
  const drop = async ({ day, name }: Holiday) => {
    const [error] = await removeHoliday(slug, day)
    if (error) toast(error.message, { tone: 'danger' })
    else told(`${name} removed`)
  }
  const again = async () => {
    const [error] = await recompute(slug)
    if (error) return toast(error.message, { tone: 'danger' })
    setChanged(false)
    toast('Open tasks get their deadlines anew', { tone: 'success' })
  }
  const coming = holidays.filter(({ day }) => day >= today)
  const past = holidays.length - coming.length
  return (
    <Card
      title="Holidays"
      description="Deadlines stand still on these days. People who do not work enter their own leave."
    >
      <div className="flex flex-col gap-4">
        {coming.length === 0 ? (
          <p className="text-muted text-sm">No holidays are coming up.</p>
        ) : (
          <ul className="-my-1 divide-y">
            {coming.map((one) => (
              <li key={one.day} className="flex items-center gap-4 py-1 text-sm">
                <span className="w-36 shrink-0 text-muted tabular-nums">
                  {weekday(one.day)} {formatDate(one.day, 'UTC')}
                </span>
                <span className="min-w-0 flex-1 truncate">{one.name}</span>
                <IconButton size="sm" label={`Remove ${one.name}`} onClick={() => void drop(one)}>
                  <Icon name="trash-2" />
                </IconButton>
              </li>
            ))}
          </ul>
        )}
        {past > 0 && <p className="text-muted text-xs">{past} within the last year.</p>}
        {changed && openTasks > 0 && (
          <div className="flex flex-wrap items-center justify-between gap-3 rounded-md bg-subtle px-3 py-2 text-sm">
            Open tasks keep the deadlines they have.
            <Button size="sm" onClick={() => void again()}>
              Give them anew
            </Button>
          </div>
        )}
        <ActionForm
          key={round.key}
          action={({ text }) => addHolidays(slug, text)}
          onSuccess={() => {
            setRound({ key: round.key + 1, text: '' })
            told('Holidays added')
          }}
        >
          <TextareaField
            name="text"
            label="Add holidays"
            rows={3}
            defaultValue={round.text}
            placeholder={'2026-12-25 Christmas Day\n26.12.2026 Boxing Day'}
            help="One a line, the day first. Paste a list, or take a CSV."
          />
          <div className="flex gap-2">
            <SubmitButton variant="secondary">Add</SubmitButton>
            <Button variant="ghost" onClick={() => file.current?.click()}>
              From a CSV…
            </Button>
            <FileInput
              ref={file}
              label="CSV of holidays"
              accept=".csv,.txt,text/csv,text/plain"
              onFile={(chosen) =>
                void chosen.text().then((text) => setRound({ key: round.key + 1, text }))
              }
            />
          </div>
        </ActionForm>
      </div>
    </Card>
  )
}
