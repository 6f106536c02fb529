'use client'

import type { ReactNode } from 'react'
import { Radio } from '@/components/ui/choice'
import { useField } from './form-context'

type RadioFieldProps = {
  name: string
  label: string
  options: readonly { value: string; label: ReactNode; hint?: ReactNode }[]
  defaultValue?: string
  optional?: boolean
}

export function RadioField({ name, label, options, defaultValue, optional }: RadioFieldProps) {
  const { control, error } = useField(name, undefined)
  return (
    <fieldset
      data-slot="radio-field"
      aria-describedby={control['aria-describedby']}
      className="flex min-w-0 flex-col gap-1.5"
    >
      <legend className="mb-1.5 font-medium text-sm">{label}</legend>
      {options.map((option) => (
        <Radio
          key={option.value}
          name={name}
          value={option.value}
          label={option.label}
          hint={option.hint}
          required={!optional}
          aria-invalid={control['aria-invalid']}
          defaultChecked={option.value === defaultValue}
        />
      ))}
      {error && (
        <p id={`${control.id}-error`} className="text-danger text-xs">
          {error}
        </p>
      )}
    </fieldset>
  )
}
