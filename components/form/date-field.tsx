'use client'

import { Input } from '@/components/ui/input'
import { Field, type FieldProps } from './field'

type DateFieldProps = FieldProps & { defaultValue?: string; min?: string; max?: string }

/** The platform's own picker; the value is a calendar day, "2026-03-29". */
export function DateField(props: DateFieldProps) {
  const { name, label, help, optional, className, ...input } = props
  return (
    <Field {...{ name, label, help, optional, className }}>
      {(control) => <Input type="date" required={!optional} {...control} {...input} />}
    </Field>
  )
}
