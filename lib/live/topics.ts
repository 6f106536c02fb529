import type { Member } from '../auth/actor'
import { may } from '../auth/permissions'

const batch = /^batch:[0-9a-f-]{36}$/

/** What an actor may listen to: every batch, or the batch named. A topic says that something changed, never what. */
export function mayListen(actor: Member, topic: string): boolean {
  if (topic === 'batches') return may(actor, 'batches.read')
  return batch.test(topic) && (may(actor, 'batches.read') || may(actor, 'area.use'))
}

export const covers = (wanted: string, topic: string) =>
  wanted === topic || (wanted === 'batches' && topic.startsWith('batch:')) || topic === 'resync'
