'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { ActionForm } from '@/components/form/action-form'
import type { ActionResult } from '@/components/form/action-result'
import type { FormValues } from '@/components/form/form-values'
import { SelectField } from '@/components/form/select-field'
import { SubmitButton } from '@/components/form/submit-button'
import { Card } from '@/components/ui/card'
import { fieldLabels } from '@/lib/imports/fields'
import type { KindName } from '@/lib/imports/kinds'
import type { Column, ImportFound, Mapping } from '@/lib/imports/schema'
import { saveMapping } from '../actions'
import { CurrencyField } from './currency-field'
import { LeadRules } from './lead-rules'

type MappingFormProps = {
  slug: string
  found: Pick<ImportFound, 'id' | 'kind' | 'columns' | 'mapping'>
}

const samplesOf = ({ samples, filled }: Column) =>
  filled === 0 ? 'Empty in every row.' : `Such as ${samples.slice(0, 3).join(' · ')}`

const optionsOf = (kind: KindName) => [
  { value: '', label: 'Do not import' },
  ...Object.entries(fieldLabels[kind]).map(([value, label]) => ({ value, label })),
]

/** The choices as the procedures take them: those of plain kinds ask for columns and a currency alone. */
function toMapping(
  values: FormValues,
  columns: Mapping['columns'],
  asked: Column[],
  usual: string,
): Mapping {
  const words = columns.stage === undefined ? [] : (asked[columns.stage]?.words ?? [])
  const chosen = words.flatMap(({ word }) => {
    const status = values[`stages.${word}`]
    return typeof status === 'string' ? [[word, status] as const] : []
  })
  return {
    columns,
    stages: Object.fromEntries(chosen) as Mapping['stages'],
    dateOrder: (values.dateOrder as Mapping['dateOrder']) ?? null,
    currency: String(values.currency ?? usual).toUpperCase(),
    alreadyPaid: values.alreadyPaid === true,
  }
}

/** Which column fills what, and how its values are read; all of it guessed, all of it to change. */
export function MappingForm({ slug, found }: MappingFormProps) {
  const router = useRouter()
  const { id, kind, columns: fileColumns, mapping } = found
  const [columns, setColumns] = useState<Mapping['columns']>(mapping.columns)
  const fieldOf = (index: number) => Object.keys(columns).find((field) => columns[field] === index)

  const choose = (index: number, field: string) =>
    setColumns((before) => {
      const kept = Object.entries(before).filter(([key, at]) => at !== index && key !== field)
      return { ...Object.fromEntries(kept), ...(field ? { [field]: index } : {}) }
    })

  const submit = async (values: FormValues): Promise<ActionResult> => {
    const input = { id, ...toMapping(values, columns, fileColumns, mapping.currency) }
    const [error] = await saveMapping(slug, kind, input)
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
              options={optionsOf(kind)}
              value={fieldOf(index) ?? ''}
              onChange={(event) => choose(index, event.target.value)}
            />
          ))}
        </div>
      </Card>
      {kind === 'leads' ? (
        <LeadRules columns={columns} file={fileColumns} mapping={mapping} />
      ) : (
        columns.price !== undefined && (
          <Card title="Prices">
            <CurrencyField currency={mapping.currency} help="Of prices that name none." />
          </Card>
        )
      )}
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
      const index = columns[name.replace('columns.', '')]
      return [index === undefined ? name : `column.${index}`, message]
    }),
  )
}
