import { toast } from '@/components/ui/toast'
import { counted } from '@/lib/words'
import { undoOperation } from './undo-action'

/** What a toast's Undo does: takes the operation back, and says what was put back. */
export const undoing = (slug: string, operationId: string, refresh: () => void) => () => {
  void run(slug, operationId, refresh)
}

async function run(slug: string, operationId: string, refresh: () => void) {
  const [refused, done] = await undoOperation(slug, operationId, 'Undone right away.')
  if (refused) return toast(refused.message, { tone: 'danger' })
  const left = done.skipped.reduce((all, { rows }) => all + rows, 0)
  toast(`Undone: ${counted(done.restored ?? 0, 'row')} put back`, {
    tone: 'success',
    ...(left > 0 ? { description: `${left} left alone: ${done.skipped[0]?.why}` } : {}),
  })
  refresh()
}
