'use client'

import type { ReactNode } from 'react'
import { Checkbox, Switch } from '@/components/ui/choice'
import { useField } from './form-context'

type CheckboxFieldProps = {
  name: string
  label: ReactNode
  hint?: ReactNode
  /** It must be ticked to go on. */
  required?: boolean
  defaultChecked?: boolean
  /** For what takes effect, rather than what is stated. */
  asSwitch?: boolean
}

/** Sent as true or false. */
export function CheckboxField({ name, asSwitch, ...props }: CheckboxFieldProps) {
  const { control, error } = useField(name, undefined)
  const Control = asSwitch ? Switch : Checkbox
  return (
    <div data-slot="checkbox-field">
      <Control {...props} {...control} />
      {error && (
        <p id={`${control.id}-error`} className="pl-6.5 text-danger text-xs">
          {error}
        </p>
      )}
    </div>
  )
}
