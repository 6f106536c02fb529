'use client'

import type { ReactNode } from 'react'
import { cn } from '@/components/ui/cn'
import { type FieldControl, useField } from './form-context'

export type FieldProps = {
  name: string
  label: string
  help?: ReactNode
  optional?: boolean
  className?: string
}

/** Label above, help below, the error in words where it belongs. */
export function Field({
  name,
  label,
  help,
  optional,
  className,
  children,
}: FieldProps & { children: (control: FieldControl) => ReactNode }) {
  const { control, error } = useField(name, help)
  return (
    <div data-slot="field" className={cn('flex min-w-0 flex-col gap-1.5', className)}>
      <label
        htmlFor={control.id}
        data-label={label}
        className="flex items-baseline justify-between font-medium text-sm"
      >
        {label}
        {optional && <span className="font-normal text-muted text-xs">Optional</span>}
      </label>
      {children(control)}
      {error && (
        <p id={`${control.id}-error`} className="text-danger text-xs">
          {error}
        </p>
      )}
      {help && (
        <p id={`${control.id}-help`} className="text-pretty text-muted text-xs">
          {help}
        </p>
      )}
    </div>
  )
}
