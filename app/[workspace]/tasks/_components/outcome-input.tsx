import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { Textarea } from '@/components/ui/textarea'
import type { OutcomeField } from '@/lib/actions/outcome-fields'
import { ratingOptions } from '@/lib/calls/labels'

type OutcomeInputProps = {
  field: OutcomeField
  value: string
  error: string | undefined
  onChange: (value: string) => void
}

const shapes: Partial<Record<OutcomeField['kind'], object>> = {
  url: { type: 'url', inputMode: 'url', placeholder: 'https://' },
  amount: { inputMode: 'decimal', placeholder: '12.50' },
  currency: { maxLength: 3, placeholder: 'USD' },
  time: { type: 'datetime-local' },
}

/** One field of an outcome, by its kind. */
export function OutcomeInput({ field, value, error, onChange }: OutcomeInputProps) {
  const { name, label, kind, required, help } = field
  const id = `task-${name}`
  const control = {
    id,
    name,
    value,
    'aria-invalid': error ? true : undefined,
    'aria-describedby': error || help ? `${id}-said` : undefined,
    onChange: (event: { target: { value: string } }) => onChange(event.target.value),
  } as const
  return (
    <div className="flex flex-col gap-1.5">
      <label htmlFor={id} className="flex justify-between font-medium text-sm">
        {label}
        {!required && <span className="font-normal text-muted text-xs">Optional</span>}
      </label>
      {kind === 'prose' ? (
        <Textarea rows={3} maxLength={2000} {...control} />
      ) : kind === 'rating' ? (
        <Select options={ratingOptions} {...control} />
      ) : (
        <Input autoComplete="off" {...shapes[kind]} {...control} />
      )}
      {(error || help) && (
        <p id={`${id}-said`} className={error ? 'text-danger text-xs' : 'text-muted text-xs'}>
          {error ?? help}
        </p>
      )}
    </div>
  )
}
