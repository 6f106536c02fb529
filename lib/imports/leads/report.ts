import { sql } from 'kysely'
import type { Db } from '../../db/with-actor'
import { notFound } from '../../errors'
import type { Report } from './schema'

/** What an import has made, from the rows themselves. */
export async function reportOf(db: Db, id: string): Promise<Report> {
  const found = await db
    .selectFrom('imports')
    .select('partnersMade')
    .where('id', '=', id)
    .where('kind', '=', 'leads')
    .executeTakeFirst()
  if (!found) throw notFound('import')
  const leads = await sql<Report['leads'][number]>`
    select l.status, count(*) as count from client_leads l
    where l.workspace_id = (select app_workspace_id()) and l.import_id = ${id}::uuid
    group by l.status order by count(*) desc`.execute(db)
  const commissions = await sql<Report['commissions'][number]>`
    select c.currency, count(*) as count, sum(c.commission_amount)::bigint as amount
    from client_leads l join commissions c on c.workspace_id = l.workspace_id and c.client_lead_id = l.id
    where l.workspace_id = (select app_workspace_id()) and l.import_id = ${id}::uuid and c.origin = 'import'
    group by c.currency order by 1`.execute(db)
  return { leads: leads.rows, partnersMade: found.partnersMade, commissions: commissions.rows }
}
