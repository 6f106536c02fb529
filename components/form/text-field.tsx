'use client'

import { Input, type InputProps } from '@/components/ui/input'
import { Field, type FieldProps } from './field'

type TextFieldProps = FieldProps & Omit<InputProps, 'name' | 'id' | 'className'>

/** `type="number"` is sent as a number. */
export function TextField(props: TextFieldProps) {
  const { name, label, help, optional, className, ...input } = props
  return (
    <Field {...{ name, label, help, optional, className }}>
      {(control) => (
        <Input
          required={!optional}
          data-number={input.type === 'number' ? '' : undefined}
          {...control}
          {...input}
        />
      )}
    </Field>
  )
}
