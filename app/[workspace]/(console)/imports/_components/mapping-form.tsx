'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { ActionForm } from '@/components/form/action-form'
import type { ActionResult } from '@/components/form/action-result'
import { CheckboxField } from '@/components/form/checkbox-field'
import type { FormValues } from '@/components/form/form-values'
import { SelectField } from '@/components/form/select-field'
import { SubmitButton } from '@/components/form/submit-button'
import { TextField } from '@/components/form/text-field'
import { Card } from '@/components/ui/card'
import type { Column, ImportField, LeadImport, Mapping } from '@/lib/imports/schema'
import { importFieldLabels, importFields } from '@/lib/imports/schema'
import { saveMapping } from '../actions'
import { DateRule } from './date-rule'
import { StageRule } from './stage-rule'

type MappingFormProps = { slug: string; found: Pick<LeadImport, 'id' | 'columns' | 'mapping'> }

const samplesOf = ({ samples, filled }: Column) =>
  filled === 0 ? 'Empty in every row.' : `Such as ${samples.slice(0, 3).join(' · ')}`

const options = [
  { value: '', label: 'Do not import' },
  ...importFields.map((value) => ({ value, label: importFieldLabels[value] })),
]

/** The choices as the procedure takes them. */
function toMapping(values: FormValues, columns: Mapping['columns'], asked: Column[]): Mapping {
  const words = columns.stage === undefined ? [] : (asked[columns.stage]?.words ?? [])
  const chosen = words.flatMap(({ word }) => {
    const status = values[`stages.${word}`]
    return typeof status === 'string' ? [[word, status] as const] : []
  })
  return {
    columns,
    stages: Object.fromEntries(chosen) as Mapping['stages'],
    dateOrder: (values.dateOrder as Mapping['dateOrder']) ?? null,
    currency: String(values.currency ?? '').toUpperCase(),
    alreadyPaid: values.alreadyPaid === true,
  }
}

/** Which column fills what, and how its values are read; all of it guessed, all of it to change. */
export function MappingForm({ slug, found }: MappingFormProps) {
  const router = useRouter()
  const { id, columns: fileColumns, mapping } = found
  const [columns, setColumns] = useState<Mapping['columns']>(mapping.columns)
  const fieldOf = (index: number) => importFields.find((field) => columns[field] === index)

  const choose = (index: number, field: ImportField | '') =>
    setColumns((before) => {
      const kept = Object.entries(before).filter(([key, at]) => at !== index && key !== field)
      return { ...Object.fromEntries(kept), ...(field ? { [field]: index } : {}) }
    })

  const submit = async (values: FormValues): Promise<ActionResult> => {
    const input = { id, ...toMapping(values, columns, fileColumns) }
    const [error] = await saveMapping(slug, input)
    if (!error) return [null, undefined]
    return [{ ...error, fields: atControls(error.fields, columns) }, undefined]
  }

  return (
    <ActionForm action={submit} onSuccess={() => router.push(`/${slug}/imports/${id}`)}>
      <Card
        title="Columns"
        description="Every column of the file, with what it fills. A field is filled by one column."
      >
        <div className="grid gap-x-5 gap-y-4 sm:grid-cols-2 xl:grid-cols-3">
          {fileColumns.map((column, index) => (
            <SelectField
              key={column.name}
              name={`column.${index}`}
              label={column.name}
              help={<span className="line-clamp-2 break-words">{samplesOf(column)}</span>}
              required={false}
              options={options}
              value={fieldOf(index) ?? ''}
              onChange={(event) => choose(index, event.target.value as ImportField | '')}
            />
          ))}
        </div>
      </Card>
      <StageRule
        column={columns.stage === undefined ? undefined : fileColumns[columns.stage]}
        stages={mapping.stages}
      />
      <DateRule columns={fileColumns} mapped={columns} order={mapping.dateOrder} />
      <Card title="Amounts and commissions">
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField
            name="currency"
            label="Currency"
            help="Of amounts that name none. $1,054.00, 1.054,00 and 1054 are all understood."
            defaultValue={mapping.currency}
            maxLength={3}
            autoCapitalize="characters"
            autoComplete="off"
          />
          <CheckboxField
            name="alreadyPaid"
            label="Commissions of these deals were already paid"
            hint="They are kept as paid history and come into no payout. Otherwise they wait for approval."
            defaultChecked={mapping.alreadyPaid}
          />
        </div>
      </Card>
      <div className="flex items-center justify-end gap-3">
        <p className="text-muted text-sm">Nothing is imported yet.</p>
        <SubmitButton>Check every row</SubmitButton>
      </div>
    </ActionForm>
  )
}

/** Refusals name fields; they are shown at the control of the column that fills them. */
function atControls(fields: Record<string, string> = {}, columns: Mapping['columns']) {
  return Object.fromEntries(
    Object.entries(fields).map(([name, message]) => {
      const index = columns[name.replace('columns.', '') as ImportField]
      return [index === undefined ? name : `column.${index}`, message]
    }),
  )
}
