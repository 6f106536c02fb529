import { toast } from '@/components/ui/toast'
import { counted } from '@/lib/words'
import { undoOperation } from './undo-action'

/** Undoes an operation from the toast that announced it, and says what was put back. */
export async function undo(slug: string, operationId: string, refresh: () => void) {
  const [refused, done] = await undoOperation(slug, operationId, 'Undone right away.')
  if (refused) return toast(refused.message, { tone: 'danger' })
  const left = done.skipped.reduce((all, { rows }) => all + rows, 0)
  toast(`Undone: ${counted(done.restored ?? 0, 'row')} put back`, {
    tone: 'success',
    ...(left > 0 ? { description: `${left} left alone: ${done.skipped[0]?.why}` } : {}),
  })
  refresh()
}
