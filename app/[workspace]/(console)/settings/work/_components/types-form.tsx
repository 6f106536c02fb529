'use client'

import { useRouter } from 'next/navigation'
import { useContext } from 'react'
import { ActionForm } from '@/components/form/action-form'
import { FormContext } from '@/components/form/form-context'
import type { FormValues } from '@/components/form/form-values'
import { SubmitButton } from '@/components/form/submit-button'
import { Card } from '@/components/ui/card'
import { Input } from '@/components/ui/input'
import { toast } from '@/components/ui/toast'
import { actionTypeLabels } from '@/lib/actions/labels'
import { formatSkills, parseSkills } from '@/lib/assistants/rules'
import type { WorkSettings } from '@/lib/deadlines/schema'
import { saveTypes } from '../actions'

type Asks = WorkSettings['types'][number]

const unreadable = 'Write skills such as “phone 2, writing 3”, with levels from 1 to 5.'

const read = (types: readonly Asks[], values: FormValues) =>
  types.map(({ actionType }) => ({
    actionType,
    weight: values[`${actionType}-weight`],
    estimatedMinutes: values[`${actionType}-minutes`],
    sampleShare: values[`${actionType}-share`] ?? null,
    requiredSkills: parseSkills(String(values[`${actionType}-skills`] ?? '')),
  }))

/** What each type of task asks for. */
export function TypesForm({ slug, types }: { slug: string; types: readonly Asks[] }) {
  const router = useRouter()
  return (
    <ActionForm
      action={(values) => saveTypes(slug, read(types, values))}
      onSuccess={() => {
        toast('Types saved. They count for new tasks', { tone: 'success' })
        router.refresh()
      }}
    >
      <Card
        title="Types of tasks"
        description="What each asks of a person. Counts for tasks that are opened from now on."
        footer={<SubmitButton>Save types</SubmitButton>}
      >
        <div className="grid grid-cols-3 items-center gap-x-3 gap-y-2 text-sm sm:grid-cols-[minmax(9rem,1fr)_4.5rem_4.5rem_6rem_minmax(9rem,1.5fr)]">
          <span className="text-muted text-xs max-sm:hidden">Type</span>
          <span className="text-muted text-xs">Weight</span>
          <span className="text-muted text-xs">Minutes</span>
          <span className="text-muted text-xs">Reviewed, %</span>
          <span className="text-muted text-xs max-sm:hidden">Skills, with the least level</span>
          {types.map((type) => (
            <TypeRow key={type.actionType} {...type} />
          ))}
        </div>
        <p className="mt-3 text-muted text-xs">
          The weight says how much of a person’s room one of these takes. What is reviewed follows
          the shares above where a type has none of its own.
        </p>
      </Card>
    </ActionForm>
  )
}

function TypeRow({ actionType, weight, estimatedMinutes, requiredSkills, sampleShare }: Asks) {
  const label = actionTypeLabels[actionType]
  const fields = useContext(FormContext)?.fields ?? {}
  const wrong = ['weight', 'minutes', 'share', 'skills'].map(
    (name) => fields[`${actionType}-${name}`],
  )
  const error = wrong.find(Boolean)
  const number = { type: 'number', 'data-number': '', controlSize: 'sm' } as const
  return (
    <>
      <span className="max-sm:col-span-3 max-sm:mt-2">{label}</span>
      <Input
        {...number}
        name={`${actionType}-weight`}
        aria-invalid={wrong[0] ? true : undefined}
        aria-label={`Weight of ${label}`}
        required
        min={1}
        max={10}
        defaultValue={weight}
      />
      <Input
        {...number}
        name={`${actionType}-minutes`}
        aria-invalid={wrong[1] ? true : undefined}
        aria-label={`Minutes for ${label}`}
        required
        min={1}
        max={1440}
        defaultValue={estimatedMinutes}
      />
      <Input
        {...number}
        name={`${actionType}-share`}
        aria-invalid={wrong[2] ? true : undefined}
        aria-label={`Share of ${label} that is reviewed, in %`}
        min={0}
        max={100}
        placeholder="As above"
        defaultValue={sampleShare ?? ''}
      />
      <Input
        name={`${actionType}-skills`}
        aria-invalid={wrong[3] ? true : undefined}
        className="max-sm:col-span-3"
        aria-label={`Skills for ${label}`}
        controlSize="sm"
        autoComplete="off"
        placeholder="None"
        defaultValue={formatSkills(requiredSkills)}
        onChange={({ target }) =>
          target.setCustomValidity(parseSkills(target.value) ? '' : unreadable)
        }
      />
      {error && <p className="col-span-full text-danger text-xs">{`${label}: ${error}`}</p>}
    </>
  )
}
