import { Card } from '@/components/ui/card'
import { Time } from '@/components/ui/time'
import { ask } from '@/lib/api/actions'
import type { Member } from '@/lib/auth/actor'
import { may } from '@/lib/auth/permissions'
import { operations } from '@/lib/operations/procedures'
import { type Operation, operationKindLabels } from '@/lib/operations/schema'
import { counted } from '@/lib/words'
import { UndoOperation } from '../../../_components/undo-operation'

/** Bans and tier moves of a partner, each with what it changed and the way back. */
export async function OperationsCard({ actor, partnerId }: { actor: Member; partnerId: string }) {
  const { slug, timezone } = actor.workspace
  const { items } = await ask(operations.list, slug, { partnerId, limit: 10 })
  if (items.length === 0) return null
  return (
    <Card title="Can be undone">
      <ul className="flex flex-col gap-3 text-sm">
        {items.map((operation) => (
          <li key={operation.id} className="flex items-start justify-between gap-3">
            <div className="min-w-0">
              <p className="font-medium">
                {operationKindLabels[operation.kind]},{' '}
                <Time at={operation.doneAt} timeZone={timezone} format="date" />
              </p>
              <p className="text-muted">{outcome(operation)}</p>
            </div>
            {!operation.undoneAt && may(actor, 'operations.undo') && (
              <UndoOperation
                slug={slug}
                id={operation.id}
                what={operationKindLabels[operation.kind]}
                rows={operation.rows}
              />
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}

function outcome({ rows, undoneAt, undoneByName, restored, skipped }: Operation) {
  if (!undoneAt) return `Changed ${counted(rows, 'row')}.`
  const left = skipped.map(({ why, rows: count }) => `${count} left alone: ${why}`).join(' ')
  return `Undone by ${undoneByName ?? 'a former member'}, ${counted(restored ?? 0, 'row')} put back. ${left}`
}
