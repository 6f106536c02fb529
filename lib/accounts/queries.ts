import { sql } from 'kysely'
import type { z } from 'zod'
import type { Db } from '../db/with-actor'
import { deviceLabel } from './rules'
import type * as schema from './schema'

export async function listMyWorkspaces(db: Db): Promise<schema.MyWorkspace[]> {
  const { rows } = await sql<schema.MyWorkspace>`select * from my_workspaces()`.execute(db)
  return rows
}

/** The open sessions of the asking person, newest first. */
export async function listSessions(
  db: Db,
  current: string | null,
  now: Date,
): Promise<z.input<typeof schema.session>[]> {
  const rows = await db
    .selectFrom('sessions')
    .select(['id', 'address', 'userAgent', 'createdAt'])
    .where('revokedAt', 'is', null)
    .where('expiresAt', '>', now)
    .orderBy('createdAt', 'desc')
    .limit(100)
    .execute()
  return rows.map(({ userAgent, ...row }) => ({
    ...row,
    device: deviceLabel(userAgent),
    current: row.id === current,
  }))
}

export const listApiKeys = (db: Db): Promise<schema.ApiKey[]> =>
  db
    .selectFrom('apiKeys')
    .select([
      'id',
      'name',
      'prefix',
      'permissions',
      'expiresAt',
      'lastUsedAt',
      'revokedAt',
      'createdAt',
    ])
    .orderBy('createdAt', 'desc')
    .limit(200)
    .execute()
