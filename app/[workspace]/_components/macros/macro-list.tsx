'use client'

import { useState } from 'react'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { IconButton } from '@/components/ui/icon-button'
import { toast } from '@/components/ui/toast'
import { actionTypeLabels } from '@/lib/actions/labels'
import { commonOutcomes } from '@/lib/macros/rules'
import type { Macro } from '@/lib/macros/schema'
import { removeMacro } from './actions'
import { MacroEditor } from './macro-editor'

type MacroListProps = {
  slug: string
  first: readonly Macro[]
  /** Whose macros may be changed here. */
  changes: 'own' | 'shared'
}

const outcomeWords = ({ actionTypes, outcome }: Macro) =>
  commonOutcomes(actionTypes).find(({ value }) => value === outcome.outcome)?.label

function Row({
  macro,
  onEdit,
  onDrop,
}: {
  macro: Macro
  onEdit?: () => void
  onDrop?: () => void
}) {
  const types = macro.actionTypes.map((type) => actionTypeLabels[type])
  return (
    <li className="flex items-start justify-between gap-3 px-4 py-3">
      <div className="flex min-w-0 flex-col gap-0.5">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium">
          {macro.name}
          {outcomeWords(macro) && <Badge tone="neutral">{outcomeWords(macro)}</Badge>}
          {!onEdit && <span className="font-normal text-muted text-xs">Everybody’s</span>}
        </p>
        {macro.note && <p className="line-clamp-2 whitespace-pre-line text-muted">{macro.note}</p>}
        <p className="text-muted text-xs">
          {types.length > 0 ? types.join(', ') : 'All types of tasks'}
        </p>
      </div>
      {onEdit && (
        <div className="flex shrink-0 items-center gap-1">
          <Button size="sm" onClick={onEdit}>
            Edit<span className="sr-only"> {macro.name}</span>
          </Button>
          <IconButton size="sm" label={`Delete ${macro.name}`} onClick={onDrop}>
            <Icon name="trash-2" />
          </IconButton>
        </div>
      )}
    </li>
  )
}

/** Canned outcomes and texts: made, changed and deleted. */
export function MacroList({ slug, first, changes }: MacroListProps) {
  const [all, setAll] = useState(first)
  const [editing, setEditing] = useState<Macro | 'new' | null>(null)
  const [dropping, setDropping] = useState<Macro | null>(null)

  const drop = async () => {
    if (!dropping) return null
    const [error, left] = await removeMacro(slug, dropping.id)
    if (error) return error.message
    setAll(left)
    setDropping(null)
    toast('Macro deleted', { tone: 'success' })
    return null
  }
  const make = (
    <Button variant="primary" onClick={() => setEditing('new')}>
      <Icon name="plus" /> New macro
    </Button>
  )

  return (
    <>
      {all.length === 0 ? (
        <EmptyState title="No macros yet" icon={<Icon name="copy" />} action={make}>
          What is written again and again: an outcome and a note, filled in with one key.
        </EmptyState>
      ) : (
        <Card
          flush
          title={changes === 'own' ? 'Yours and your team’s' : 'Your team’s'}
          description="M in a task shows those that fit it."
          actions={make}
        >
          <ul className="divide-y border-t text-sm">
            {all.map((macro) => (
              <Row
                key={macro.id}
                macro={macro}
                {...(macro.own === (changes === 'own')
                  ? { onEdit: () => setEditing(macro), onDrop: () => setDropping(macro) }
                  : {})}
              />
            ))}
          </ul>
        </Card>
      )}
      {editing && (
        <MacroEditor
          slug={slug}
          macro={editing === 'new' ? null : editing}
          onClose={() => setEditing(null)}
          onSaved={(saved) => {
            setAll(saved)
            setEditing(null)
          }}
        />
      )}
      <ConfirmDialog
        open={dropping !== null}
        onOpenChange={(open) => !open && setDropping(null)}
        title={`Delete “${dropping?.name ?? ''}”?`}
        confirmLabel="Delete"
        tone="danger"
        onConfirm={drop}
      >
        Nobody can use it any more. What it wrote before stays.
      </ConfirmDialog>
    </>
  )
}
