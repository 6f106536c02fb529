import { useEffect, useState } from 'react'
import { RadioField } from '@/components/form/radio-field'
import { SelectField } from '@/components/form/select-field'
import { TextField } from '@/components/form/text-field'
import { TextareaField } from '@/components/form/textarea-field'
import { declineReasons, endingCodes, skipReasons } from '@/lib/actions/task-labels'
import { type Ask, snoozes } from './asks'
import { send } from './send'

type Colleague = { vaId: string; name: string; refused: string | null }

function Reasons({ reasons }: { reasons: readonly { value: string; label: string }[] }) {
  return (
    <>
      <RadioField
        name="choice"
        label="Why"
        options={reasons}
        {...(reasons[0] ? { defaultValue: reasons[0].value } : {})}
      />
      <TextareaField name="words" label="In your words" optional rows={2} maxLength={400} />
    </>
  )
}

/** Those whom the rules do not allow come last, with the reason; the form holds nobody whom the door refuses. */
function HandOver({ slug, taskId }: { slug: string; taskId: string }) {
  const [all, setAll] = useState<Colleague[] | null>(null)
  useEffect(() => {
    let here = true
    void send<Colleague[]>({ slug, method: 'GET', path: `/tasks/${taskId}/colleagues` }).then(
      (sent) => here && setAll('data' in sent ? sent.data : []),
    )
    return () => {
      here = false
    }
  }, [slug, taskId])
  return (
    <>
      <SelectField
        name="vaId"
        label="To whom"
        optional
        placeholder="Whoever takes it next"
        {...(all?.every(({ refused }) => refused) ? { help: 'Nobody else can take it now.' } : {})}
        options={[...(all ?? [])]
          .sort((a, b) => Number(a.refused !== null) - Number(b.refused !== null))
          .map(({ vaId, name, refused }) => ({
            value: vaId,
            label: refused ? `${name} ${refused}` : name,
            disabled: refused !== null,
          }))}
      />
      <TextareaField name="note" label="Where it stands" rows={3} maxLength={2000} />
    </>
  )
}

/** The fields of each question that the task screen asks. */
export function AskFields({ ask, slug, taskId }: { ask: Ask; slug: string; taskId: string }) {
  switch (ask) {
    case 'skip':
      return <Reasons reasons={skipReasons} />
    case 'decline':
      return <Reasons reasons={declineReasons} />
    case 'snooze':
      return (
        <>
          <RadioField name="for" label="Until" options={snoozes} defaultValue="1" />
          <TextField name="at" label="Another time" type="datetime-local" optional />
        </>
      )
    case 'question':
      return <TextareaField name="question" label="Your question" rows={4} maxLength={1000} />
    case 'block':
      return (
        <>
          <TextareaField name="reason" label="What is in the way" rows={3} maxLength={1000} />
          <TextField
            name="until"
            label="Look again at"
            type="datetime-local"
            optional
            help="It comes back to you by itself then."
          />
        </>
      )
    case 'handover':
      return <HandOver slug={slug} taskId={taskId} />
    case 'notes':
      return <TextareaField name="note" label="Note" rows={4} maxLength={4000} />
    case 'failure':
      return (
        <>
          <SelectField name="code" label="Because" options={endingCodes} />
          <TextareaField name="reason" label="What happened" rows={3} maxLength={2000} />
        </>
      )
  }
}
