import { generateNKeysBetween } from 'fractional-indexing'
import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { Db } from '../../db/with-actor'
import type { GoodRow } from './rows'
import type { Placed } from './write'

/** Ids, and places below what stands in each column of the board already. */
export async function placeRows(db: Db, rows: readonly GoodRow[]): Promise<Placed[]> {
  const byStage = new Map<string, GoodRow[]>()
  for (const row of rows) byStage.set(row.status, [...(byStage.get(row.status) ?? []), row])
  const { rows: last } = await sql<{ status: string; position: string | null }>`
    select s as status, (select l.position from client_leads l
      where l.workspace_id = (select app_workspace_id()) and l.status = s
      order by l.position desc limit 1) as position
    from unnest(${[...byStage.keys()]}::text[]) s`.execute(db)
  return last.flatMap(({ status, position }) => {
    const group = byStage.get(status) ?? []
    const keys = generateNKeysBetween(position, null, group.length)
    return group.map(({ rowNo }, index) => ({
      rowNo,
      leadId: uuidv7(),
      position: keys[index] ?? '',
    }))
  })
}
