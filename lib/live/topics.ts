import type { Member } from '../auth/actor'
import { may } from '../auth/permissions'

const batch = /^batch:[0-9a-f-]{36}$/

const action = /^action:[0-9a-f-]{36}$/

const report = /^report:[0-9a-f-]{36}$/

/** What an actor may listen to: a batch, an action or a report named, staff all of them and the figures, a virtual assistant what goes to them. A topic says that something changed, never what. */
export function mayListen(actor: Member, topic: string): boolean {
  if (topic === 'analytics') return may(actor, 'analytics.read')
  if (topic === 'batches') return may(actor, 'batches.read')
  if (topic === 'analytics') return may(actor, 'analytics.read')
  if (topic === 'actions') return may(actor, 'actions.work')
  if (topic.startsWith('va:')) return topic === `va:${actor.vaId}` && may(actor, 'tasks.work')
  if (topic === 'reports' || report.test(topic)) return may(actor, 'analytics.read')
  if (action.test(topic)) return may(actor, 'actions.read')
  return batch.test(topic) && (may(actor, 'batches.read') || may(actor, 'area.use'))
}

export const covers = (wanted: string, topic: string) =>
  wanted === topic ||
  (wanted === 'batches' && topic.startsWith('batch:')) ||
  (wanted === 'reports' && topic.startsWith('report:')) ||
  (wanted === 'actions' && /^(action|va):/.test(topic)) ||
  topic === 'resync'
