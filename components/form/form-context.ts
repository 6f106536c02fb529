import { createContext, useContext, useId } from 'react'
import type { ActionError } from './action-result'

export const FormContext = createContext<ActionError | null>(null)

/** The ids that tie a control to its label, its help and its error. */
export function useField(name: string, help: unknown) {
  const id = useId()
  const error = useContext(FormContext)?.fields?.[name]
  const described = [error && `${id}-error`, help && `${id}-help`].filter(Boolean).join(' ')
  return {
    error,
    control: {
      id,
      name,
      'aria-invalid': error ? true : undefined,
      'aria-describedby': described || undefined,
    },
  }
}

export type FieldControl = ReturnType<typeof useField>['control']
