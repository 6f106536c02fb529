'use client'

import { Field, type FieldProps } from './field'
import { MoneyInput, type MoneyInputProps } from './money-input'

type MoneyFieldProps = FieldProps & Omit<MoneyInputProps, 'name'>

export function MoneyField(props: MoneyFieldProps) {
  const { name, label, help, optional, className, ...input } = props
  return (
    <Field {...{ name, label, help, optional, className }}>
      {(control) => <MoneyInput required={!optional} {...input} {...control} />}
    </Field>
  )
}
