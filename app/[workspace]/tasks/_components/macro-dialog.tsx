'use client'

import { useEffect } from 'react'
import { Dialog } from '@/components/ui/dialog'
import { Kbd } from '@/components/ui/kbd'
import { TextLink } from '@/components/ui/text-link'
import { outcomeOf } from '@/lib/actions/outcome-fields'
import { fillIn } from '@/lib/macros/rules'
import type { Draft } from './kept'
import type { Task } from './wire'

type MacroDialogProps = {
  slug: string
  task: Task
  me: string
  onChoose: (changes: Draft) => void
  onClose: () => void
}

/** What a macro writes into the form of this task. */
function changesOf(
  macro: Task['macros'][number],
  { action, customer, fields }: Task,
  me: string,
): Draft {
  const values = {
    company: customer.companyName,
    contact: customer.contactName,
    directory: action.directoryName,
    website: fields.find(({ name }) => name === 'website')?.value,
    me,
  }
  const filled = Object.fromEntries(
    Object.entries(macro.outcome).map(([name, text]) => [name, fillIn(text, values)]),
  )
  // Written for another type of task, an outcome says nothing here.
  const fits = !filled.outcome || outcomeOf(action.type, filled.outcome)
  return { ...(fits ? filled : {}), ...(macro.note ? { note: fillIn(macro.note, values) } : {}) }
}

/** Canned outcomes and texts, one key each. */
export default function MacroDialog({ slug, task, me, onChoose, onClose }: MacroDialogProps) {
  const { macros } = task
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      const macro = macros[Number(event.key) - 1]
      if (!macro || event.metaKey || event.ctrlKey || event.altKey) return
      event.preventDefault()
      onChoose(changesOf(macro, task, me))
    }
    window.addEventListener('keydown', hear)
    return () => window.removeEventListener('keydown', hear)
  }, [macros, task, me, onChoose])
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Macros"
      description={
        macros.length > 0
          ? 'Fills in the outcome and the note; look at them before you finish.'
          : 'None fits this type of task yet.'
      }
      footer={<TextLink href={`/${slug}/tasks/macros`}>Write and change macros</TextLink>}
    >
      <ul className="flex flex-col gap-1">
        {macros.map((macro, index) => (
          <li key={macro.id}>
            <button
              type="button"
              onClick={() => onChoose(changesOf(macro, task, me))}
              className="flex w-full items-center justify-between gap-3 rounded-md px-2.5 py-2 text-left text-sm hover:bg-hover"
            >
              <span className="min-w-0">
                <span className="block font-medium">{macro.name}</span>
                <span className="block truncate text-muted text-xs">
                  {changesOf(macro, task, me).note}
                </span>
              </span>
              {index < 9 && <Kbd keys={String(index + 1)} />}
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
