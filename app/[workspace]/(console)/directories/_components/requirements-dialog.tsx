'use client'

import type { FormValues } from '@/components/form/form-values'
import { SelectField } from '@/components/form/select-field'
import { TextField } from '@/components/form/text-field'
import { TextareaField } from '@/components/form/textarea-field'
import { Checkbox } from '@/components/ui/choice'
import {
  type BusinessField,
  businessFieldLabels,
  businessFields,
  proofKindLabels,
  proofKinds,
  textFields,
} from '@/lib/directories/labels'
import type { Directory } from '@/lib/directories/schema'
import { EditDialog } from './edit-dialog'

const choices = [
  { value: 'no', label: 'Not asked' },
  { value: 'optional', label: 'If there is one' },
  { value: 'required', label: 'Required' },
]

const isText = (field: BusinessField) => (textFields as readonly string[]).includes(field)

function toInput(values: FormValues) {
  const fields = businessFields.flatMap((field) => {
    const asked = values[`asked.${field}`]
    if (asked === 'no') return []
    const maxLength = values[`maxLength.${field}`]
    return [[field, { required: asked === 'required', ...(maxLength ? { maxLength } : {}) }]]
  })
  return {
    requirements: {
      fields: Object.fromEntries(fields),
      proofs: values.proofs ?? [],
      notes: values.notes ?? '',
    },
  }
}

type RequirementsDialogProps = { slug: string; directory: Directory; onClose: () => void }

/** Which fields of a business the directory asks for, and how it checks them. */
export default function RequirementsDialog(props: RequirementsDialogProps) {
  const { fields, proofs, notes } = props.directory.requirements
  const askedOf = (field: BusinessField) =>
    fields[field] ? (fields[field].required ? 'required' : 'optional') : 'no'
  return (
    <EditDialog
      {...props}
      title={`What ${props.directory.name} asks for`}
      description="A batch says of every customer what is missing before it is queued."
      toInput={toInput}
    >
      <div className="grid gap-x-5 gap-y-4 sm:grid-cols-2">
        {businessFields.map((field) => (
          <div key={field} className={isText(field) ? 'grid grid-cols-[3fr_2fr] gap-2' : undefined}>
            <SelectField
              name={`asked.${field}`}
              label={businessFieldLabels[field]}
              options={choices}
              defaultValue={askedOf(field)}
            />
            {isText(field) && (
              <TextField
                name={`maxLength.${field}`}
                label="At most"
                type="number"
                min={1}
                max={20_000}
                optional
                placeholder="characters"
                aria-label={`${businessFieldLabels[field]}: at most so many characters`}
                defaultValue={fields[field]?.maxLength ?? ''}
              />
            )}
          </div>
        ))}
      </div>
      <fieldset className="flex flex-col gap-1">
        <legend className="mb-1 font-medium text-sm">
          How it checks that the business is real
        </legend>
        <div className="grid gap-1 sm:grid-cols-2">
          {proofKinds.map((kind) => (
            <Checkbox
              key={kind}
              name="proofs"
              value={kind}
              label={proofKindLabels[kind]}
              defaultChecked={proofs.includes(kind)}
            />
          ))}
        </div>
      </fieldset>
      <TextareaField
        name="notes"
        label="For whoever submits"
        optional
        rows={3}
        maxLength={2000}
        defaultValue={notes}
      />
    </EditDialog>
  )
}
