'use client'

import { useRouter } from 'next/navigation'
import { useId, useState, useTransition } from 'react'
import { announce } from '@/components/ui/announce'
import { Input } from '@/components/ui/input'
import { fieldLabels } from '@/lib/imports/fields'
import type { KindName } from '@/lib/imports/kinds'
import { rowStatusLabels } from '@/lib/imports/schema'
import { editCell } from '../actions'

type CellEditorProps = {
  slug: string
  cell: { kind: KindName; importId: string; rowNo: number; field: string }
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
  const { kind, importId, rowNo, field } = cell

  const save = () => {
    if (text === value || pending) return
    startTransition(async () => {
      const [refused, row] = await editCell(slug, kind, { id: importId, rowNo, field, value: text })
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
        aria-label={`${fieldLabels[kind][field]}, row ${rowNo}`}
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
