'use client'

import { useState } from 'react'
import { useField } from '@/components/form/form-context'
import { Icon } from '@/components/ui/icon'
import { IconButton } from '@/components/ui/icon-button'
import { Select } from '@/components/ui/select'
import { languageLabel, usualLanguages } from '@/lib/assistants/labels'

type LanguagesFieldProps = {
  name: string
  label: string
  help?: string
  defaultValue: readonly string[]
}

/** Languages as tags, with a choice that adds one. Sent as a list of codes in JSON. */
export function LanguagesField({ name, label, help, defaultValue }: LanguagesFieldProps) {
  const [chosen, setChosen] = useState<readonly string[]>(defaultValue)
  const { control, error } = useField(name, help)
  const { name: _, ...rest } = control
  const left = usualLanguages
    .filter((code) => !chosen.includes(code))
    .map((code) => ({ value: code, label: languageLabel(code) }))
    .sort((a, b) => a.label.localeCompare(b.label))
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <label htmlFor={control.id} className="font-medium text-sm">
        {label}
      </label>
      <input type="hidden" name={name} value={JSON.stringify(chosen)} />
      {chosen.length > 0 && (
        <ul className="flex flex-wrap gap-1.5">
          {chosen.map((code) => (
            <li
              key={code}
              className="inline-flex items-center gap-0.5 rounded-md border bg-subtle py-0.5 pr-0.5 pl-2 text-sm"
            >
              {languageLabel(code)}
              <IconButton
                size="sm"
                label={`Remove ${languageLabel(code)}`}
                onClick={() => setChosen(chosen.filter((one) => one !== code))}
              >
                <Icon name="x" className="size-3.5" />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
      <Select
        {...rest}
        value=""
        options={[{ value: '', label: 'Add a language…' }, ...left]}
        onChange={(event) => event.target.value && setChosen([...chosen, event.target.value])}
      />
      {error && (
        <p id={`${control.id}-error`} className="text-danger text-xs">
          {error}
        </p>
      )}
      {help && (
        <p id={`${control.id}-help`} className="text-muted text-xs">
          {help}
        </p>
      )}
    </div>
  )
}
