import { sql } from 'kysely'
import { type Actor, actorName } from '../auth/actor'
import type { Db } from '../db/with-actor'
import { consequences, lookIntoIt } from './failures'
import type {
  ClaimedItem,
  ClaimInput,
  Failure,
  ItemStatus,
  Method,
  Result,
  Settled,
} from './schema'
import { claimToken, lostLease, readClaimToken } from './token'

/**
 * Whoever works the queue. Leases run by the database's clock, whatever the machines think; `at` is
 * for history that is made up, such as the demo's.
 */
export type WorkContext = { db: Db; actor: Actor; at?: Date }

type Row = Omit<ClaimedItem, 'token' | 'workspaceId' | 'method' | 'customer' | 'directory'> & {
  leaseToken: string
  automationMethod: Method
  customerId: string
  companyName: string
  fullName: string
  email: string
  directoryId: string
  directoryName: string
  directoryUrl: string
  submissionUrl: string | null
  requirements: Record<string, unknown>
  automation: Record<string, unknown> | null
}

const clock = (at: Date | undefined) => sql`${at ?? null}::timestamptz`
const userOf = (actor: Actor) => sql`${'userId' in actor ? actor.userId : null}::uuid`

/** Takes the best items that the worker can do; an empty answer when there is nothing now. */
export async function claimItems(
  { db, at }: WorkContext,
  workspaceId: string,
  { workerId, capabilities, count, leaseSeconds }: ClaimInput,
): Promise<ClaimedItem[]> {
  const { rows } = await sql<Row>`
    select * from claim_items(${workerId}, ${capabilities}::text[], ${count}, ${leaseSeconds}, ${clock(at)})`.execute(
    db,
  )
  return rows.map((row) => ({
    token: claimToken(row.itemId, row.leaseToken),
    itemId: row.itemId,
    workspaceId,
    attempt: row.attempt,
    retryCount: row.retryCount,
    leaseExpiresAt: row.leaseExpiresAt,
    method: row.automationMethod,
    priority: row.priority,
    batchId: row.batchId,
    submissionId: row.submissionId,
    referenceId: row.referenceId,
    customer: {
      id: row.customerId,
      companyName: row.companyName,
      fullName: row.fullName,
      email: row.email,
    },
    business: row.business,
    directory: {
      id: row.directoryId,
      name: row.directoryName,
      url: row.directoryUrl,
      submissionUrl: row.submissionUrl,
      requirements: row.requirements,
      automation: row.automation,
    },
  }))
}

type Beat = { token: string; leaseSeconds: number; step?: string; percent?: number | undefined }

/** Says that the worker lives, and how far it is. Throws when the lease is lost: stop then. */
export async function heartbeat({ db, at }: WorkContext, beat: Beat) {
  const { item, token } = readClaimToken(beat.token)
  const { rows } = await sql<{ until: Date | null }>`
    select heartbeat_item(${item}::uuid, ${token}::uuid, ${beat.leaseSeconds}, ${beat.step ?? null},
      ${beat.percent ?? null}::integer, ${clock(at)}) as until`.execute(db)
  const until = rows[0]?.until
  if (!until) throw lostLease()
  return { leaseExpiresAt: until }
}

const listingStatus = { submitted: 'submitted', under_review: 'under_review', live: 'approved' }

/** A result as apply_results() reads it. */
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

async function settle(ctx: WorkContext, claim: string, verdict: object): Promise<Settled> {
  const results = [{ ...readClaimToken(claim), ...verdict }]
  const { rows } = await sql<{ itemId: string; status: ItemStatus }>`
    select item_id, status from finish_items(${JSON.stringify(results)}::jsonb, ${userOf(ctx.actor)}, ${actorName(ctx.actor)},
      ${clock(ctx.at)})`.execute(ctx.db)
  const [row] = rows
  if (!row) throw lostLease()
  return row
}

/** The submission went out. Accepted only while the lease runs. */
export const complete = (ctx: WorkContext, token: string, given: Result) =>
  settle(ctx, token, completed(given))

/** Gives an item back untouched, as when a worker stops. */
export const release = (ctx: WorkContext, token: string) => settle(ctx, token, { kind: 'released' })

async function namesOf(db: Db, item: string) {
  const { rows } = await sql<{ directory: string; company: string }>`
    select d.name as directory, c.company_name as company from submission_queue q
    join directories d on d.workspace_id = q.workspace_id and d.id = q.directory_id
    join customers c on c.workspace_id = q.workspace_id and c.id = q.customer_id
    where q.workspace_id = (select app_workspace_id()) and q.id = ${item}::uuid`.execute(db)
  return rows[0] ?? { directory: 'the directory', company: 'the customer' }
}

const needed = (
  action: typeof lookIntoIt,
  names: { directory: string; company: string },
  data: Record<string, unknown>,
) => ({
  type: action.type,
  title: action.title(names),
  description: action.description(names),
  data,
})

/** The submission did not go out: it is tried again, waits for a person, or ends, as the code says. */
export async function fail(
  ctx: WorkContext,
  { token, code, message, retryAfterSeconds, actionData = {}, listingUrl }: Failure,
): Promise<Settled> {
  const names = await namesOf(ctx.db, readClaimToken(token).item)
  const consequence = consequences[code]
  const said = { code, message, result: listingUrl ? { listingUrl } : null }
  const data = { ...actionData, error: message }
  switch (consequence.kind) {
    case 'retry':
      return settle(ctx, token, {
        ...said,
        kind: 'retry',
        exhausted: consequence.exhausted,
        asked: retryAfterSeconds,
        roll: Math.random(),
        action: needed(lookIntoIt, names, data),
      })
    case 'person':
      return settle(ctx, token, {
        ...said,
        kind: 'review',
        action: needed(consequence.action, names, data),
      })
    case 'final':
      return settle(ctx, token, { ...said, kind: 'failed' })
  }
}

/** Returns what silent workers hold to the line; answers how many. */
export async function expireLeases({ db, at }: WorkContext): Promise<number> {
  const action = needed(lookIntoIt, { directory: 'this directory', company: 'the customer' }, {})
  const { rows } = await sql<{ returned: number }>`
    select expire_leases(${JSON.stringify(action)}::jsonb, ${Math.random()}, ${clock(at)}) as returned`.execute(
    db,
  )
  return rows[0]?.returned ?? 0
}
