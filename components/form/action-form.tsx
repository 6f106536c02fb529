'use client'

import { unstable_rethrow } from 'next/navigation'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { cn } from '@/components/ui/cn'
import { type ActionError, type ActionResult, unreachable } from './action-result'
import { FormContext } from './form-context'
import { FormError } from './form-error'
import { type FormValues, readForm } from './form-values'
import { useDraft } from './use-draft'
import { invalidFields } from './validity'

type ActionFormProps<Output> = {
  /** A server action, or a function around one. It validates whatever it is given. */
  action(values: FormValues): Promise<ActionResult<Output>>
  onSuccess?: (data: Output) => void
  /** Keeps what is typed across reloads, under this name, until it was sent. */
  draft?: string
  /** What an emptied field is sent as: left out when creating, null when editing. */
  empty?: 'omit' | 'null'
  className?: string
  children: ReactNode
}

export function ActionForm<Output>(props: ActionFormProps<Output>) {
  const { action, onSuccess, draft, empty = 'omit', className, children } = props
  const form = useRef<HTMLFormElement>(null)
  const [error, setError] = useState<ActionError | null>(null)
  const { clearDraft } = useDraft(draft, form)

  // Only a refused submit moves the focus; correcting a field must not.
  const refused = useRef(false)
  useEffect(() => {
    if (!error || !refused.current) return
    refused.current = false
    const first = form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')
    const target = first ?? form.current?.querySelector<HTMLElement>('[data-slot="form-error"]')
    target?.focus()
  }, [error])

  const submit = async () => {
    if (!form.current) return
    const fields = invalidFields(form.current)
    if (Object.keys(fields).length > 0) {
      refused.current = true
      return setError({ code: 'invalid', message: 'Some fields need another look.', fields })
    }
    const [refusal, data] = await attempt(() =>
      action(readForm(form.current as HTMLFormElement, empty === 'null' ? null : undefined)),
    )
    refused.current = refusal !== null
    setError(refusal)
    if (refusal) return
    clearDraft()
    onSuccess?.(data as Output)
  }

  const forget = (name: string | undefined) => {
    if (!name || !error?.fields?.[name]) return
    const { [name]: _, ...fields } = error.fields
    setError(Object.keys(fields).length > 0 ? { ...error, fields } : null)
  }

  return (
    <FormContext value={error}>
      <form
        ref={form}
        data-slot="form"
        noValidate
        className={cn('flex flex-col gap-4', className)}
        action={submit}
        // React resets a form after its action; nothing typed is ever lost.
        onReset={(event) => event.preventDefault()}
        onChange={({ target }) => {
          if (target instanceof HTMLElement) {
            forget(target.dataset.field ?? target.getAttribute('name') ?? undefined)
          }
        }}
      >
        <FormError error={error} />
        {children}
      </form>
    </FormContext>
  )
}

async function attempt<Output>(
  run: () => Promise<ActionResult<Output>>,
): Promise<ActionResult<Output>> {
  try {
    return await run()
  } catch (failure) {
    unstable_rethrow(failure)
    return [unreachable, undefined]
  }
}
