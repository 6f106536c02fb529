import { sql } from 'kysely'
import { keyset, type Page, paging, toPage } from '../db/paging'
import type { Db } from '../db/with-actor'
import { notFound } from '../errors'
import type { Operation, OperationFilter } from './schema'

const nameOf = (user: 'doneBy' | 'undoneBy') =>
  sql<
    string | null
  >`(select coalesce(nullif(u.name, ''), u.email) from users u where u.id = ${sql.ref(`o.${user}`)})`

const items = (db: Db) =>
  db
    .selectFrom('operations as o')
    .select(['o.id', 'o.kind', 'o.partnerId', 'o.reason', 'o.doneAt', 'o.undoneAt', 'o.undoReason'])
    .select([
      nameOf('doneBy').as('doneByName'),
      nameOf('undoneBy').as('undoneByName'),
      sql<number>`(select count(*) from operation_rows r where r.operation_id = o.id)`.as('rows'),
      sql<
        number | null
      >`case when o.undone_at is not null then (select count(*) from operation_rows r where r.operation_id = o.id and r.restored) end`.as(
        'restored',
      ),
      sql<
        Operation['skipped']
      >`coalesce((select jsonb_agg(jsonb_build_object('why', s.skipped, 'rows', s.rows) order by s.rows desc, s.skipped)
        from (select r.skipped, count(*) as rows from operation_rows r where r.operation_id = o.id and r.skipped is not null group by 1) s), '[]'::jsonb)`.as(
        'skipped',
      ),
    ])

export async function listOperations(db: Db, filter: OperationFilter) {
  let query = items(db)
  if (filter.partnerId) query = query.where('o.partnerId', '=', filter.partnerId)
  const rows = await keyset(query, {
    column: 'o.doneAt',
    id: 'o.id',
    kind: 'time',
    direction: filter.direction,
    ...paging(filter),
  }).execute()
  return toPage(rows, filter) as Page<Operation>
}

export async function findOperation(db: Db, id: string): Promise<Operation> {
  const row = await items(db).where('o.id', '=', id).executeTakeFirst()
  if (!row) throw notFound('operation')
  return row as Operation
}
