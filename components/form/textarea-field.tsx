'use client'

import type { ComponentProps } from 'react'
import { Textarea } from '@/components/ui/textarea'
import { Field, type FieldProps } from './field'

type TextareaFieldProps = FieldProps & Omit<ComponentProps<'textarea'>, 'name' | 'id' | 'className'>

export function TextareaField(props: TextareaFieldProps) {
  const { name, label, help, optional, className, ...textarea } = props
  return (
    <Field {...{ name, label, help, optional, className }}>
      {(control) => <Textarea required={!optional} {...control} {...textarea} />}
    </Field>
  )
}
