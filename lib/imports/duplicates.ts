import { sql } from 'kysely'
import type { Db } from '../db/with-actor'

/** What makes a row the same as one of another file: its external id, else its content. */
export const identityOf = (source: string, externalId: string | null, contentKey: string) =>
  [externalId ? 'id' : 'row', source, externalId ?? contentKey].join('\n')

/**
 * Sets rows good, bad or duplicate. A duplicate was imported before, or repeats the external id of
 * an earlier good row of its file; a business name says nothing.
 */
export async function markDuplicates(db: Db, importId: string, identities?: string[]) {
  const some = identities ? sql`and r.identity = any (${identities}::text[])` : sql``
  await sql`
    update lead_import_rows r
    set status = judged.status,
      errors = (r.errors - 'duplicate') || case when judged.why is null then '{}'::jsonb
        else jsonb_build_object('duplicate', judged.why) end
    from (
      select row_no,
        case when known or first_good < row_no then 'duplicate'
          when first_good is null then 'bad' else 'good' end as status,
        case when known then 'This row was imported before.'
          when first_good < row_no then format('Row %s has the same external id.', first_good) end as why
      from (
        select r.row_no,
          case when r.parsed is not null
            then min(r.row_no) filter (where r.parsed is not null) over (partition by r.identity) end as first_good,
          exists (select 1 from lead_import_rows o
            where o.workspace_id = r.workspace_id and o.identity = r.identity and o.status = 'imported')
          or left(r.identity, 3) = E'id\n' and exists (select 1 from client_leads l
            where l.workspace_id = r.workspace_id and l.external_source = i.source
              and l.external_id = split_part(r.identity, E'\n', 3)) as known
        from lead_import_rows r
        join lead_imports i on i.id = r.import_id
        where r.workspace_id = (select app_workspace_id()) and r.import_id = ${importId}::uuid
          and r.status in ('good', 'bad', 'duplicate') ${some}
      ) seen
    ) judged
    where r.workspace_id = (select app_workspace_id()) and r.import_id = ${importId}::uuid
      and r.row_no = judged.row_no
      and (r.status, r.errors ->> 'duplicate') is distinct from (judged.status, judged.why)`.execute(
    db,
  )
}
