import { useState } from 'react'
import { ActionForm } from '@/components/form/action-form'
import type { ActionResult } from '@/components/form/action-result'
import type { FormValues } from '@/components/form/form-values'
import { SelectField } from '@/components/form/select-field'
import { SubmitButton } from '@/components/form/submit-button'
import { TextField } from '@/components/form/text-field'
import { TextareaField } from '@/components/form/textarea-field'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { callOutcomeLabels, callOutcomes, ratingOptions } from '@/lib/calls/labels'
import { secondsOf } from '@/lib/calls/rules'
import type { Caller } from '@/lib/calls/schema'
import { isoMinute, parseIsoMinute } from '@/lib/time'

export type CallDialogProps = {
  timeZone: string
  lead: { id: string; contact: string | null; phone: string | null }
  callers: readonly Caller[]
  /** Whoever asks: mostly the one who called. */
  self: { userId: string; name: string }
  open: boolean
  onOpenChange: (open: boolean) => void
  action: (input: object) => Promise<ActionResult>
}

const outcomes = callOutcomes.map((value) => ({ value, label: callOutcomeLabels[value] }))

const refused = (fields: Record<string, string>): ActionResult => [
  { code: 'invalid', message: 'Some fields need another look.', fields },
  undefined,
]

/** What the form says, as the door takes it; a beginning that nobody touched is left to the server. */
function callOf(values: FormValues, began: string | null, timeZone: string) {
  const seconds = secondsOf(String(values.seconds ?? ''))
  if (seconds === null) return { seconds: 'Please give minutes and seconds, such as 4:05.' }
  const startedAt = began === null ? null : parseIsoMinute(began, timeZone)
  if (began !== null && !startedAt) return { startedAt: 'Please give a day and a time.' }
  const rating = values.rating ? Number(values.rating) : null
  return { input: { ...values, seconds, startedAt, rating } }
}

/** Asks who called whom, how long, and what came of it. */
export default function CallDialog(props: CallDialogProps) {
  const { lead, open, onOpenChange, action, timeZone } = props
  const [began, setBegan] = useState<string | null>(null)
  const send = (values: FormValues): Promise<ActionResult> => {
    const { input, ...wrong } = callOf(values, began, timeZone)
    return input
      ? action({ ...input, leadId: lead.id })
      : Promise.resolve(refused(wrong as Record<string, string>))
  }
  const turn = (to: boolean) => {
    setBegan(null)
    onOpenChange(to)
  }
  return (
    <Dialog open={open} onOpenChange={turn} title="Log a call" size="lg">
      <ActionForm action={send} onSuccess={() => turn(false)}>
        <CallFields {...props} began={began} onBegan={setBegan} />
        <div className="flex justify-end gap-2">
          <Button onClick={() => turn(false)}>Cancel</Button>
          <SubmitButton>Log the call</SubmitButton>
        </div>
      </ActionForm>
    </Dialog>
  )
}

type CallFieldsProps = Pick<CallDialogProps, 'timeZone' | 'lead' | 'callers' | 'self'> & {
  /** As given by hand; without it, the call has just ended. */
  began: string | null
  onBegan: (began: string) => void
}

function CallFields({ timeZone, lead, callers, self, began, onBegan }: CallFieldsProps) {
  const [seconds, setSeconds] = useState(0)
  const [outcome, setOutcome] = useState<string>('reached')
  const usual = isoMinute(new Date(Date.now() - seconds * 1000), timeZone)
  const others = callers.filter(({ id }) => id !== self.userId)
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <TextField name="contact" label="Whom" maxLength={200} defaultValue={lead.contact ?? ''} />
      <TextField
        name="phone"
        label="Phone"
        type="tel"
        maxLength={40}
        defaultValue={lead.phone ?? ''}
        optional
      />
      <TextField
        name="seconds"
        label="Length"
        help="Minutes and seconds, such as 4:05."
        autoComplete="off"
        placeholder="4:05"
        onChange={({ target }) => setSeconds(secondsOf(target.value) ?? 0)}
      />
      <TextField
        name="startedAt"
        label="Began"
        type="datetime-local"
        help={`In ${timeZone.replaceAll('_', ' ')}.`}
        value={began ?? usual}
        onChange={({ target }) => onBegan(target.value)}
      />
      <SelectField
        name="outcome"
        label="What came of it"
        options={outcomes}
        value={outcome}
        onChange={({ target }) => setOutcome(target.value)}
      />
      <SelectField
        name="rating"
        label="How they rated it"
        options={ratingOptions}
        disabled={outcome !== 'reached'}
        optional
      />
      <SelectField
        className="sm:col-span-2"
        name="callerId"
        label="Who called"
        defaultValue={self.userId}
        options={[
          { value: self.userId, label: `${self.name} (you)` },
          ...others.map(({ id, name, assistant }) => ({
            value: id,
            label: assistant ? `${name}, virtual assistant` : name,
          })),
        ]}
      />
      <TextareaField
        className="sm:col-span-2"
        name="note"
        label="Note"
        rows={2}
        maxLength={2000}
        optional
      />
    </div>
  )
}
