'use client'

import { useRouter } from 'next/navigation'
import { useId, useState, useTransition } from 'react'
import { announce } from '@/components/ui/announce'
import { Input } from '@/components/ui/input'
import type { ImportField } from '@/lib/imports/schema'
import { importFieldLabels, rowStatusLabels } from '@/lib/imports/schema'
import { editCell } from '../actions'

type CellEditorProps = {
  slug: string
  cell: { importId: string; rowNo: number; field: ImportField }
  value: string
  error: string
}

/** Enter, or leaving the cell, checks the row at once. */
export function CellEditor({ slug, cell, value, error }: CellEditorProps) {
  const router = useRouter()
  const id = useId()
  const [text, setText] = useState(value)
  const [problem, setProblem] = useState(error)
  const [pending, startTransition] = useTransition()
  const { importId, rowNo, field } = cell

  const save = () => {
    if (text === value || pending) return
    startTransition(async () => {
      const [refused, row] = await editCell(slug, { id: importId, rowNo, field, value: text })
      if (refused) return setProblem(refused.message)
      const rest = row.errors[field]
      if (rest) setProblem(rest)
      announce(rest ?? `Row ${rowNo}: ${rowStatusLabels[row.status]}`)
      router.refresh()
    })
  }

  return (
    <form
      className="flex w-56 flex-col gap-1"
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <Input
        controlSize="sm"
        aria-label={`${importFieldLabels[field]}, row ${rowNo}`}
        aria-invalid="true"
        aria-describedby={id}
        aria-busy={pending}
        dir="auto"
        value={text}
        onChange={(event) => setText(event.target.value)}
        onBlur={save}
      />
      <span id={id} className="text-danger text-xs">
        {problem}
      </span>
    </form>
  )
}
