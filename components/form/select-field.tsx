'use client'

import type { ComponentProps } from 'react'
import { Select } from '@/components/ui/select'
import { Field, type FieldProps } from './field'

type SelectFieldProps = FieldProps &
  Omit<ComponentProps<typeof Select>, 'name' | 'id' | 'className'> & {
    /** Stands first while nothing is chosen. */
    placeholder?: string
  }

export function SelectField(props: SelectFieldProps) {
  const { name, label, help, optional, className, placeholder, options, ...select } = props
  const first = placeholder ? [{ value: '', label: placeholder }] : []
  return (
    <Field {...{ name, label, help, optional, className }}>
      {(control) => (
        <Select
          required={!optional}
          options={[...first, ...(options ?? [])]}
          {...control}
          {...select}
        />
      )}
    </Field>
  )
}
