'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { ActionForm } from '@/components/form/action-form'
import { RadioField } from '@/components/form/radio-field'
import { SelectField } from '@/components/form/select-field'
import { SubmitButton } from '@/components/form/submit-button'
import { TextareaField } from '@/components/form/textarea-field'
import { toast } from '@/components/ui/toast'
import { scoreLabels, scores } from '@/lib/quality/labels'
import type { ReviewHrefs } from '../../../../_components/review-navigation'
import { ruleOnAppeal } from '../actions'

type RulingFormProps = { slug: string; id: string; hrefs: ReviewHrefs }

/** Whether the review stands, or another score does. */
export function RulingForm({ slug, id, hrefs }: RulingFormProps) {
  const router = useRouter()
  const [status, setStatus] = useState('upheld')
  return (
    <ActionForm
      action={({ score, ...values }) =>
        ruleOnAppeal(slug, {
          ...values,
          id,
          ...(values.status === 'changed' ? { score: Number(score) } : {}),
        })
      }
      onSuccess={() => {
        toast('Ruled', { tone: 'success' })
        router.push(hrefs.next ?? hrefs.previous ?? hrefs.close, { scroll: false })
        router.refresh()
      }}
    >
      <div
        onChange={({ target }) =>
          target instanceof HTMLInputElement && target.name === 'status' && setStatus(target.value)
        }
      >
        <RadioField
          name="status"
          label="Ruling"
          defaultValue="upheld"
          options={[
            { value: 'upheld', label: 'The review stands' },
            { value: 'changed', label: 'They are right: another score' },
          ]}
        />
      </div>
      {status === 'changed' && (
        <SelectField
          name="score"
          label="New score"
          options={scores.map((value) => ({
            value: String(value),
            label: `${value}, ${scoreLabels[value]?.toLowerCase()}`,
          }))}
        />
      )}
      <TextareaField name="ruling" label="Why" rows={3} maxLength={2000} />
      <div className="flex justify-end">
        <SubmitButton variant="primary">Rule</SubmitButton>
      </div>
    </ActionForm>
  )
}
