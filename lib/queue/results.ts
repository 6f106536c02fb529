import { sql } from 'kysely'
import type { Db } from '../db/with-actor'
import { consequences, lookIntoIt } from './failures'
import type { Outcome, Result, Said } from './schema'
import { readClaimToken } from './token'

/** Results as apply_results() reads them. */

const listingStatus = { submitted: 'submitted', under_review: 'under_review', live: 'approved' }

export const completed = (given: Result, { manual = false } = {}) => ({
  kind: 'completed',
  result: {
    outcome: given.outcome,
    listingUrl: given.listingUrl ?? null,
    notes: given.notes ?? null,
  },
  listing: {
    status: listingStatus[given.outcome],
    url: given.listingUrl ?? null,
    reference: given.externalReference ?? null,
    data: given.submittedData ?? null,
    cost: given.costCents ?? null,
    currency: given.costCurrency ?? null,
    manual,
  },
})

type Names = { directory: string; company: string }
const unknown: Names = { directory: 'the directory', company: 'the customer' }

async function namesOf(db: Db, items: string[]): Promise<Map<string, Names>> {
  if (items.length === 0) return new Map()
  const { rows } = await sql<Names & { id: string }>`
    select q.id, d.name as directory, c.company_name as company from submission_queue q
    join directories d on d.workspace_id = q.workspace_id and d.id = q.directory_id
    join customers c on c.workspace_id = q.workspace_id and c.id = q.customer_id
    where q.workspace_id = (select app_workspace_id()) and q.id = any (${items}::uuid[])`.execute(
    db,
  )
  return new Map(rows.map(({ id, ...names }) => [id, names]))
}

export const needed = (action: typeof lookIntoIt, names: Names, data: Record<string, unknown>) => ({
  type: action.type,
  title: action.title(names),
  description: action.description(names),
  data,
})

/** Tried again, for a person to look at, or over, as the code says. */
function failed(
  { code, message, retryAfterSeconds, actionData = {}, listingUrl }: Said,
  names: Names,
) {
  const consequence = consequences[code]
  const said = { code, message, result: listingUrl ? { listingUrl } : null }
  const data = { ...actionData, error: message }
  switch (consequence.kind) {
    case 'retry':
      return {
        ...said,
        kind: 'retry',
        exhausted: consequence.exhausted,
        asked: retryAfterSeconds,
        roll: Math.random(),
        action: needed(lookIntoIt, names, data),
      }
    case 'person':
      return { ...said, kind: 'review', action: needed(consequence.action, names, data) }
    case 'final':
      return { ...said, kind: 'failed' }
  }
}

/** What has come of claimed items, each with the item and the token that holds it. */
export async function resultsOf(db: Db, outcomes: Outcome[]) {
  const held = outcomes.map((one) => ({ ...one, ...readClaimToken(one.token) }))
  const names = await namesOf(
    db,
    held.filter(({ failure }) => failure).map(({ item }) => item),
  )
  return held.map(({ item, token, completion, failure }) => ({
    item,
    token,
    ...(completion && completed(completion)),
    ...(failure && failed(failure, names.get(item) ?? unknown)),
  }))
}
