import { sql } from 'kysely'
import type { Db } from '../db/with-actor'
import type { News } from './schema'

/** The latest events of a partner, each with the client it is about. */
export async function latestNews(db: Db, partnerId: string, limit = 8): Promise<News[]> {
  const { rows } = await sql<News>`
    select e.id, e.type, e.subject_type, e.subject_id, e.actor_name, e.data, e.created_at,
      coalesce(l.business_name, l.client_name, l.external_id) as client
    from events e
    left join commissions c on e.subject_type = 'commission' and c.id = e.subject_id
    left join client_leads l
      on l.id = case e.subject_type when 'lead' then e.subject_id else c.client_lead_id end
    where e.partner_id = ${partnerId}::uuid
    order by e.created_at desc, e.id desc limit ${limit}`.execute(db)
  return rows
}
