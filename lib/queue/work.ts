import { sql } from 'kysely'
import { type Actor, actorName } from '../auth/actor'
import { changeAs, type Db } from '../db/with-actor'
import { lookIntoIt } from './failures'
import { needed, resultsOf } from './results'
import type {
  ClaimedItem,
  ClaimInput,
  Exchange,
  Exchanged,
  Failure,
  ItemStatus,
  Method,
  Outcome,
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

const claimedItem =
  (workspaceId: string) =>
  (row: Row): ClaimedItem => ({
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
  })

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
  return rows.map(claimedItem(workspaceId))
}

/** The same in a transaction of its own, which is one round trip: whoever waits for work gets it sooner. */
export async function claimAlone(
  { actor }: { actor: Actor },
  workspaceId: string,
  { workerId, capabilities, count, leaseSeconds }: ClaimInput,
): Promise<ClaimedItem[]> {
  const rows = await changeAs<Row>(actor)`
    select item_id as "itemId", lease_token as "leaseToken", lease_expires_at as "leaseExpiresAt", attempt, retry_count as "retryCount",
      automation_method as "automationMethod", priority, batch_id as "batchId", submission_id as "submissionId",
      reference_id as "referenceId", customer_id as "customerId", company_name as "companyName", full_name as "fullName", email,
      business, directory_id as "directoryId", directory_name as "directoryName", directory_url as "directoryUrl",
      submission_url as "submissionUrl", requirements, automation
    from claim_items(${workerId}, ${`{${capabilities.join()}}`}::text[], ${String(count)}::integer, ${String(leaseSeconds)}::integer)`
  return rows.map(claimedItem(workspaceId))
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

async function settle(ctx: WorkContext, result: object): Promise<Settled> {
  const { rows } = await sql<Settled>`
    select item_id, status from finish_items(${JSON.stringify([result])}::jsonb, ${userOf(ctx.actor)}, ${actorName(ctx.actor)},
      ${clock(ctx.at)})`.execute(ctx.db)
  const [row] = rows
  if (!row) throw lostLease()
  return row
}

async function handIn(ctx: WorkContext, outcome: Outcome) {
  const [result = {}] = await resultsOf(ctx.db, [outcome])
  return settle(ctx, result)
}

/** The submission went out. Accepted only while the lease runs. */
export const complete = (ctx: WorkContext, token: string, completion: Result) =>
  handIn(ctx, { token, completion })

/** The submission did not go out: it is tried again, waits for a person, or ends, as the code says. */
export const fail = (ctx: WorkContext, { token, ...failure }: Failure) =>
  handIn(ctx, { token, failure })

/** Gives an item back untouched, as when a worker stops. */
export const release = (ctx: WorkContext, token: string) =>
  settle(ctx, { ...readClaimToken(token), kind: 'released' })

/**
 * Hands in what is done and claims what comes next, in one statement. A lost lease is not among the accepted, and the
 * claim happens all the same.
 */
export async function exchange(
  ctx: WorkContext,
  workspaceId: string,
  { results, next }: Exchange,
): Promise<Exchanged> {
  const given = await resultsOf(ctx.db, results)
  const { rows } = await sql<Row & { settled: ItemStatus | null }>`
    select * from exchange_items(${JSON.stringify(given)}::jsonb, ${userOf(ctx.actor)}, ${actorName(ctx.actor)},
      ${next?.workerId ?? ''}, ${next?.capabilities ?? []}::text[], ${next?.count ?? 0}, ${next?.leaseSeconds ?? 0},
      ${clock(ctx.at)})`.execute(ctx.db)
  const settled = new Map(rows.filter((row) => row.settled).map((row) => [row.itemId, row.settled]))
  return {
    results: results.map(({ token }, n) => {
      const status = settled.get(given[n]?.item ?? '') ?? null
      return { token, accepted: status !== null, status }
    }),
    items: rows.filter((row) => row.settled === null).map(claimedItem(workspaceId)),
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
