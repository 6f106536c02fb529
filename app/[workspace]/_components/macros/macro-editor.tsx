'use client'

import { ActionForm } from '@/components/form/action-form'
import type { FormValues } from '@/components/form/form-values'
import { SubmitButton } from '@/components/form/submit-button'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { toast } from '@/components/ui/toast'
import type { Macro } from '@/lib/macros/schema'
import { saveMacro } from './actions'
import { MacroFields, outcomeField } from './macro-fields'

/** Back from the fields of the form: those of the outcome stand together. */
function readMacro({ name, actionTypes, note, ...rest }: FormValues) {
  const prefix = outcomeField('')
  const filled = Object.entries(rest).flatMap(([key, value]) =>
    key.startsWith(prefix) && value ? [[key.slice(prefix.length), String(value)] as const] : [],
  )
  return {
    name,
    actionTypes: actionTypes ?? [],
    note: note ?? '',
    outcome: Object.fromEntries(filled),
  }
}

type MacroEditorProps = {
  slug: string
  macro: Macro | null
  onClose: () => void
  onSaved: (all: Macro[]) => void
}

/** One macro, made or written anew. */
export function MacroEditor({ slug, macro, onClose, onSaved }: MacroEditorProps) {
  return (
    <Dialog
      open
      size="lg"
      onOpenChange={(open) => !open && onClose()}
      title={macro ? `Edit “${macro.name}”` : 'New macro'}
      description="An outcome and a text that fill in the form of a task with one key."
    >
      <ActionForm
        draft={`macro:${macro?.id ?? 'new'}`}
        action={(values) => saveMacro(slug, macro?.id ?? null, readMacro(values))}
        onSuccess={(all) => {
          toast(macro ? 'Macro saved' : 'Macro made', { tone: 'success' })
          onSaved(all)
        }}
      >
        <MacroFields macro={macro} />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <SubmitButton>{macro ? 'Save' : 'Make macro'}</SubmitButton>
        </div>
      </ActionForm>
    </Dialog>
  )
}
