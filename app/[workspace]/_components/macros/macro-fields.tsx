'use client'

import { useRef, useState } from 'react'
import { SelectField } from '@/components/form/select-field'
import { TextField } from '@/components/form/text-field'
import { TextareaField } from '@/components/form/textarea-field'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/choice'
import { type ActionType, actionTypeLabels, actionTypes } from '@/lib/actions/labels'
import { commonOutcomes, fillIn, macroVariables, unknownVariables } from '@/lib/macros/rules'
import type { Macro } from '@/lib/macros/schema'

const examples = Object.fromEntries(macroVariables.map(({ name, example }) => [name, example]))

/** What a text becomes in a task of an example customer, and which names stand for nothing. */
function Preview({ text }: { text: string }) {
  const unknown = unknownVariables(text)
  return (
    <div aria-live="polite" className="flex flex-col gap-1 rounded-md bg-subtle px-3 py-2 text-sm">
      <span className="text-muted text-xs">For an example it writes</span>
      <p className="whitespace-pre-line">{fillIn(text, examples) || '–'}</p>
      {unknown.length > 0 && (
        <p className="text-warning text-xs">
          {unknown.map((name) => `{{${name}}}`).join(', ')} stands for nothing and is written as it
          is.
        </p>
      )}
    </div>
  )
}

/** The name of each field of an outcome in the form; readMacro() takes it apart again. */
export const outcomeField = (name: string) => `outcome.${name}`

/** What a macro is for and what it writes. Outcomes are those that all of its types have. */
export function MacroFields({ macro }: { macro: Macro | null }) {
  const [types, setTypes] = useState<readonly ActionType[]>(macro?.actionTypes ?? [])
  const [outcome, setOutcome] = useState(macro?.outcome.outcome ?? '')
  const [note, setNote] = useState(macro?.note ?? '')
  const area = useRef<HTMLTextAreaElement>(null)
  const possible = commonOutcomes(types)
  const chosen = possible.find(({ value }) => value === outcome)

  const insert = (name: string) => {
    const at = area.current?.selectionStart ?? note.length
    setNote(`${note.slice(0, at)}{{${name}}}${note.slice(area.current?.selectionEnd ?? at)}`)
    area.current?.focus()
  }

  return (
    <>
      <TextField
        name="name"
        label="Name"
        maxLength={80}
        autoComplete="off"
        defaultValue={macro?.name}
      />
      <fieldset className="flex min-w-0 flex-col gap-1.5">
        <legend className="mb-1 font-medium text-sm">For tasks of these types</legend>
        <div className="grid grid-cols-1 gap-x-3 sm:grid-cols-2">
          {actionTypes.map((type) => (
            <Checkbox
              key={type}
              name="actionTypes"
              value={type}
              label={actionTypeLabels[type]}
              checked={types.includes(type)}
              onChange={({ target }) =>
                setTypes(target.checked ? [...types, type] : types.filter((one) => one !== type))
              }
            />
          ))}
        </div>
        <p className="text-muted text-xs">None chosen means all of them.</p>
      </fieldset>
      {possible.length > 0 && (
        <SelectField
          name={outcomeField('outcome')}
          label="Outcome"
          optional
          placeholder="Leave it open"
          value={chosen ? outcome : ''}
          onChange={({ target }) => setOutcome(target.value)}
          options={possible.map(({ value, label }) => ({ value, label }))}
        />
      )}
      {chosen?.fields
        .filter(({ kind }) => kind !== 'time')
        .map(({ name, label, kind }) => {
          const field = {
            name: outcomeField(name),
            label,
            optional: true,
            maxLength: 2000,
            defaultValue: macro?.outcome[name],
          }
          return kind === 'prose' ? (
            <TextareaField key={name} rows={2} {...field} />
          ) : (
            <TextField key={name} autoComplete="off" {...field} />
          )
        })}
      <TextareaField
        ref={area}
        name="note"
        label="Note"
        optional
        rows={4}
        maxLength={4000}
        value={note}
        onChange={({ target }) => setNote(target.value)}
        help="What stands in double braces is filled in from the task."
      />
      <div className="flex flex-wrap gap-1.5">
        {macroVariables.map(({ name, label }) => (
          <Button key={name} size="sm" onClick={() => insert(name)}>
            {label}
            <span className="sr-only">: insert {`{{${name}}}`}</span>
          </Button>
        ))}
      </div>
      <Preview text={note} />
    </>
  )
}
