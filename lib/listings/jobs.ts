import { sql } from 'kysely'
import { type Writer, withSystem } from '../db/with-actor'
import { enqueue } from '../jobs/enqueue'
import type { TaskPayload } from '../jobs/tasks'
import { log } from '../log'
import { clearOrphans } from '../proofs/orphans'
import { look } from './check/look'
import { recordCheck } from './check/record'
import { holdListing } from './hold'
import { moveHeld } from './life'

const reason = 'looks after listings'
const atATime = 20
/** A job ends after so many looks, and the next goes on, so that it never runs for hours. */
const roundsPerJob = 25

/** A job per workspace that has something due. */
export async function careForAll() {
  await withSystem('', reason, async ({ db }) => {
    const workspaces = await db.selectFrom('workspaces').select('id').execute()
    for (const { id } of workspaces)
      await enqueue(db, 'listings.care', { workspaceId: id }, { jobKey: `listings.care:${id}` })
  })
}

const contextOf = (workspaceId: string, { db }: Writer, now: Date) => ({
  actor: { kind: 'system', workspaceId, reason } as const,
  now,
  db,
})

/** Ends listings whose time is over. Answers how many. */
export async function expireDue(workspaceId: string, now: Date): Promise<number> {
  const due = await withSystem(workspaceId, reason, ({ db }) =>
    db
      .selectFrom('directorySubmissions')
      .select('id')
      .where('status', '=', 'approved')
      .where('expiresAt', '<=', now)
      .limit(1000)
      .execute(),
  )
  for (const { id } of due)
    await withSystem(workspaceId, reason, async (writer) => {
      const ctx = contextOf(workspaceId, writer, now)
      const held = await holdListing(ctx, id)
      if (held.status === 'approved')
        await moveHeld(ctx, held, 'expire', { endedAt: now }, 'Its time was over.')
    })
  return due.length
}

type Due = { id: string; url: string; website: string | null }

/** Takes listings that are due, so that nobody else looks at them within the hour. */
const takeDue = (workspaceId: string, now: Date) =>
  withSystem(workspaceId, reason, async ({ db }) => {
    const { rows } = await sql<Due>`
      update directory_submissions s set next_check_at = ${now}::timestamptz + interval '1 hour'
      where s.workspace_id = (select app_workspace_id()) and s.id in (
        select d.id from directory_submissions d
        where d.workspace_id = (select app_workspace_id()) and d.next_check_at <= ${now}::timestamptz
          and d.listing_url is not null and d.status in ('submitted', 'under_review', 'approved')
        order by d.next_check_at limit ${atATime} for no key update skip locked)
      returning s.id, s.listing_url as url, (select c.business_data->>'website' from customers c
        where c.workspace_id = s.workspace_id and c.id = s.customer_id) as website`.execute(db)
    return rows
  })

const hostOf = (url: string) => (URL.canParse(url) ? new URL(url).host : url)

async function checkOne(workspaceId: string, { id, url, website }: Due, now: Date) {
  try {
    const finding = await look(url, website)
    await withSystem(workspaceId, reason, (writer) =>
      recordCheck(contextOf(workspaceId, writer, now), { id, url }, finding),
    )
  } catch (err) {
    // It is due again within the hour.
    log.warn({ err, listingId: id }, 'a listing could not be looked at')
  }
}

/** Looks at what is due: directories side by side, the pages of one directory after each other. */
export async function checkDue(workspaceId: string, now: Date): Promise<number> {
  const due = await takeDue(workspaceId, now)
  const byHost = new Map<string, Due[]>()
  for (const one of due) {
    const host = hostOf(one.url)
    byHost.set(host, [...(byHost.get(host) ?? []), one])
  }
  await Promise.all(
    [...byHost.values()].map(async (pages) => {
      for (const page of pages) await checkOne(workspaceId, page, now)
    }),
  )
  return due.length
}

/** Expiry, looks and orphaned files of one workspace. */
export async function care({ workspaceId }: TaskPayload<'listings.care'>, now?: Date) {
  await expireDue(workspaceId, now ?? new Date())
  await clearOrphans(workspaceId, now ?? new Date())
  for (let round = 0; round < roundsPerJob; round++)
    if ((await checkDue(workspaceId, now ?? new Date())) < atATime) return
}
