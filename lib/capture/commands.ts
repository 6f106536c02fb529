import { sql } from 'kysely'
import { v7 } from 'uuid'
import type { z } from 'zod'
import type { CommandContext } from '../api/context'
import { newBrowserKey } from '../auth/tokens'
import { AppError, notFound } from '../errors'
import { addTo, noColumns } from './columns'
import { faultyEvent } from './faults'
import type * as schema from './schema'

/** Adds events as a member of the workspace; the event door (lib/api/event-door.ts) does it for keys. */
export async function captureOwn(
  { db, now }: CommandContext,
  { events }: z.output<typeof schema.captureCall>,
): Promise<schema.Captured> {
  const columns = noColumns()
  for (const event of events) addTo(columns, event, now.getTime())
  const { rows } = await sql<{ accepted: number; at: number | null; fault: string | null }>`
    select accepted, at, fault from capture_own_events(${columns.ids}::uuid[], ${columns.types}::text[], ${columns.data}::jsonb[],
      ${columns.users}::text[], ${columns.partners}::uuid[], ${columns.campaigns}::uuid[], ${columns.times}::timestamptz[],
      ${columns.given}::boolean[], ${now}::timestamptz)`.execute(db)
  const [row] = rows
  if (!row) throw new Error('The database has not answered')
  if (row.fault) throw faultyEvent((row.at ?? 1) - 1, row.fault)
  return { accepted: row.accepted, duplicates: events.length - row.accepted }
}

const mostKeys = 50

export async function createBrowserKey(
  { actor, now, tx }: CommandContext,
  input: z.output<typeof schema.browserKeyInput>,
): Promise<schema.BrowserKey> {
  const workspaceId = actor.workspace.id
  const live = await tx.analyticsBrowserKey.count({ where: { workspaceId, revokedAt: null } })
  if (live >= mostKeys)
    throw new AppError('conflict', `There are ${mostKeys} keys already. Revoke one first.`)
  return tx.analyticsBrowserKey.create({
    data: {
      ...input,
      id: v7(),
      workspaceId,
      key: newBrowserKey(),
      createdBy: actor.userId,
      createdAt: now,
    },
    omit: { workspaceId: true, createdBy: true },
  })
}

export async function editBrowserKey(
  { actor, tx }: CommandContext,
  { id, ...edit }: z.output<typeof schema.browserKeyInput> & { id: string },
) {
  const { count } = await tx.analyticsBrowserKey.updateMany({
    where: { id, workspaceId: actor.workspace.id, revokedAt: null },
    data: edit,
  })
  if (count === 0) throw notFound('key')
}

export async function revokeBrowserKey({ actor, now, tx }: CommandContext, id: string) {
  const own = { id, workspaceId: actor.workspace.id }
  const { count } = await tx.analyticsBrowserKey.updateMany({
    where: { ...own, revokedAt: null },
    data: { revokedAt: now },
  })
  if (count === 0 && (await tx.analyticsBrowserKey.count({ where: own })) === 0)
    throw notFound('key')
}

export async function editEventSettings(
  { actor, now, db }: CommandContext,
  edit: schema.EventSettings,
) {
  await sql`
    insert into analytics_settings (workspace_id, retention_days, events_per_minute, updated_at)
    values (${actor.workspace.id}::uuid, ${edit.retentionDays}, ${edit.eventsPerMinute}, ${now}::timestamptz)
    on conflict (workspace_id) do update set retention_days = excluded.retention_days,
      events_per_minute = excluded.events_per_minute, updated_at = excluded.updated_at`.execute(db)
}
