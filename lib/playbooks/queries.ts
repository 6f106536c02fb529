import { sql } from 'kysely'
import type { z } from 'zod'
import { keyset, type Page, paging, toPage } from '../db/paging'
import type { Db } from '../db/with-actor'
import { notFound } from '../errors'
import type { history, Playbook, PlaybookFilter, PlaybookItem } from './schema'

const mostVersions = 100

const items = (db: Db) =>
  db
    .selectFrom('playbooks as p')
    .select([
      'p.id',
      'p.actionType',
      'p.directoryId',
      sql<
        string | null
      >`(select d.name from directories d where d.workspace_id = p.workspace_id and d.id = p.directory_id)`.as(
        'directoryName',
      ),
      'p.version',
      'p.authorName',
      'p.createdAt',
    ])

/** The versions in force, the last edited first. */
export async function listPlaybooks(db: Db, filter: PlaybookFilter) {
  const rows = await keyset(
    items(db)
      .where(
        sql<boolean>`not exists (select from playbooks n where n.workspace_id = p.workspace_id and n.action_type = p.action_type
          and n.directory_id is not distinct from p.directory_id and n.version > p.version)`,
      )
      .$if(Boolean(filter.actionType?.length), (query) =>
        query.where('p.actionType', 'in', filter.actionType ?? []),
      )
      .$if(Boolean(filter.directoryId), (query) =>
        query.where('p.directoryId', '=', filter.directoryId ?? null),
      ),
    {
      column: 'p.createdAt',
      id: 'p.id',
      kind: 'time',
      direction: filter.direction,
      ...paging(filter),
    },
  ).execute()
  return toPage(rows, filter) as Page<PlaybookItem>
}

export async function findPlaybook(db: Db, id: string): Promise<Playbook> {
  const row = await items(db).select('p.body').where('p.id', '=', id).executeTakeFirst()
  if (!row) throw notFound('playbook')
  return row as Playbook
}

/** Every version, the newest first. */
export const versionsOf = async (db: Db, { actionType, directoryId }: z.output<typeof history>) =>
  (await items(db)
    .where('p.actionType', '=', actionType)
    .where(sql<boolean>`p.directory_id is not distinct from ${directoryId ?? null}::uuid`)
    .orderBy('p.version', 'desc')
    .limit(mostVersions)
    .execute()) as PlaybookItem[]
