import { useKeys } from '@/components/shell/commands'
import { Radio } from '@/components/ui/choice'
import { Kbd } from '@/components/ui/kbd'
import { Textarea } from '@/components/ui/textarea'
import type { ActionType } from '@/lib/actions/labels'
import { outcomeOf, outcomes } from '@/lib/actions/outcome-fields'
import type { Draft } from './kept'
import { OutcomeInput } from './outcome-input'

type OutcomeFormProps = {
  type: ActionType
  draft: Draft
  errors: Record<string, string>
  edit: (changes: Draft) => void
}

function Choice(props: {
  index: number
  checked: boolean
  outcome: { value: string; label: string; hint: string }
  onChoose: () => void
}) {
  const { index, checked, outcome, onChoose } = props
  const keys = useKeys(`outcome-${index + 1}`, String(index + 1))
  return (
    <div className="flex items-start justify-between gap-2">
      <Radio
        name="outcome"
        value={outcome.value}
        label={outcome.label}
        hint={checked ? outcome.hint : undefined}
        checked={checked}
        onChange={onChoose}
      />
      <span aria-hidden="true" className="pt-0.5 max-sm:hidden">
        <Kbd keys={keys} />
      </span>
    </div>
  )
}

/** What came of it: the outcomes of this type of task, and what each asks for. */
export function OutcomeForm({ type, draft, errors, edit }: OutcomeFormProps) {
  const chosen = draft.outcome ? outcomeOf(type, draft.outcome) : undefined
  return (
    <div className="flex flex-col gap-4">
      <fieldset className="flex min-w-0 flex-col gap-1.5">
        <legend className="sr-only">What came of it</legend>
        {outcomes[type].map((outcome, index) => (
          <Choice
            key={outcome.value}
            index={index}
            outcome={outcome}
            checked={draft.outcome === outcome.value}
            onChoose={() => edit({ outcome: outcome.value })}
          />
        ))}
        {errors.outcome && (
          <p role="alert" className="text-danger text-xs">
            {errors.outcome}
          </p>
        )}
      </fieldset>
      {chosen?.fields.map((field) => (
        <OutcomeInput
          key={field.name}
          field={field}
          value={draft[field.name] ?? ''}
          error={errors[field.name]}
          onChange={(value) => edit({ [field.name]: value })}
        />
      ))}
      <div className="flex flex-col gap-1.5">
        <label htmlFor="task-note" className="flex justify-between font-medium text-sm">
          Note <span className="font-normal text-muted text-xs">Optional</span>
        </label>
        <Textarea
          id="task-note"
          rows={2}
          maxLength={4000}
          value={draft.note ?? ''}
          onChange={(event) => edit({ note: event.target.value })}
        />
      </div>
    </div>
  )
}
