import { useEffect, useState } from 'react'
import { SelectField } from '@/components/form/select-field'
import { TextField } from '@/components/form/text-field'
import { Button } from '@/components/ui/button'
import type { Question } from '@/lib/metrics/schema'
import { askQuestion } from '../actions'
import type { BoardFrame } from './frame'
import { mostSteps, stepName } from './people-question'

type PeopleFieldsProps = {
  frame: BoardFrame
  kind: 'event-funnel' | 'retention'
  old: Question | null
}

/** The types of events of the days shown, the most frequent first. */
function useEventTypes({ slug, range }: BoardFrame) {
  const [types, setTypes] = useState<readonly string[] | null>(null)
  const { from, to } = range
  useEffect(() => {
    let gone = false
    const question = { kind: 'breakdown', metric: 'events', dimension: 'eventType', limit: 50 }
    const found = (keys: readonly string[]) => !gone && setTypes(keys)
    askQuestion(slug, { question, range: { from, to } })
      .then(([, answer]) =>
        found(answer?.kind === 'breakdown' ? answer.slices.flatMap(({ key }) => key ?? []) : []),
      )
      .catch(() => found([]))
    return () => {
      gone = true
    }
  }, [slug, from, to])
  return types
}

const optionsOf = (types: readonly string[], ...used: (string | undefined)[]) =>
  [...new Set([...used.flatMap((type) => type ?? []), ...types])].map((value) => ({
    value,
    label: value,
  }))

/** Which events a question about the order of events is about. */
export function PeopleFields({ frame, kind, old }: PeopleFieldsProps) {
  const types = useEventTypes(frame)
  if (!types) return <p className="text-muted text-sm">Looking up the events …</p>
  if (types.length === 0 && old?.kind !== kind)
    return <p className="text-muted text-sm">No events came in the days shown.</p>
  return kind === 'event-funnel' ? (
    <FunnelFields types={types} old={old?.kind === 'event-funnel' ? old : null} />
  ) : (
    <RetentionFields types={types} old={old?.kind === 'retention' ? old : null} />
  )
}

type FieldsProps<K extends Question['kind']> = {
  types: readonly string[]
  old: Extract<Question, { kind: K }> | null
}

function FunnelFields({ types, old }: FieldsProps<'event-funnel'>) {
  const [count, setCount] = useState(Math.max(2, old?.steps.length ?? 0))
  return (
    <>
      {Array.from({ length: count }, (_, step) => (
        <SelectField
          key={stepName(step)}
          name={stepName(step)}
          label={`Step ${step + 1}`}
          optional={step > 1}
          placeholder={step > 1 ? 'No further step' : 'Choose an event'}
          defaultValue={old?.steps[step] ?? ''}
          options={optionsOf(types, old?.steps[step])}
        />
      ))}
      {count < mostSteps && (
        <Button className="self-start" onClick={() => setCount(count + 1)}>
          Add a step
        </Button>
      )}
      <div className="grid grid-cols-2 gap-3">
        <TextField
          name="window"
          type="number"
          min={1}
          max={730}
          optional
          label="Time from the first step on"
          help="Left empty, however long it takes."
          defaultValue={old?.window}
        />
        <SelectField
          name="windowUnit"
          label="In"
          defaultValue={old?.windowUnit ?? 'days'}
          options={[
            { value: 'days', label: 'Days' },
            { value: 'hours', label: 'Hours' },
          ]}
        />
      </div>
    </>
  )
}

function RetentionFields({ types, old }: FieldsProps<'retention'>) {
  return (
    <>
      <SelectField
        name="start"
        label="First did"
        placeholder="Choose an event"
        defaultValue={old?.start ?? ''}
        options={optionsOf(types, old?.start)}
      />
      <SelectField
        name="back"
        label="Came back to"
        optional
        placeholder="Do anything"
        defaultValue={old?.back ?? ''}
        options={optionsOf(types, old?.back)}
      />
      <SelectField
        name="interval"
        label="In steps of"
        optional
        placeholder="What suits the days shown"
        defaultValue={old?.interval ?? ''}
        options={[
          { value: 'day', label: 'Days' },
          { value: 'week', label: 'Weeks' },
          { value: 'month', label: 'Months' },
        ]}
      />
    </>
  )
}
