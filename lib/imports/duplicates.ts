import { sql } from 'kysely'
import type { Db } from '../db/with-actor'
import type { ImportKind } from './kind'
import type { KindName } from './kinds'

/** What makes a row the same as one of another file: its external id, else its content. */
export const identityOf = (
  kind: KindName,
  source: string,
  externalId: string | null,
  contentKey: string,
) =>
  [
    // Leads came first, and their rows are known by these words since.
    (kind === 'leads' ? '' : `${kind} `) + (externalId ? 'id' : 'row'),
    source,
    externalId ?? contentKey,
  ].join('\n')

/**
 * Sets rows good, bad or duplicate. A duplicate was imported before, or repeats the external id of
 * an earlier good row of its file, or names what is here or what an earlier good row names; the name
 * of a business says nothing. Rows that have keys are always judged together.
 */
export async function markDuplicates(
  db: Db,
  { keyed, known, exists }: ImportKind,
  importId: string,
  identities?: string[],
) {
  const some = identities && !keyed ? sql`and r.identity = any (${identities}::text[])` : sql``
  const firstOfKey = keyed
    ? sql`case when r.parsed is not null then min(r.row_no) filter (where r.parsed is not null)
        over (partition by r.parsed->>'key') end`
    : sql`null::int`
  await sql`
    update import_rows r
    set status = judged.status,
      errors = (r.errors - 'duplicate') || case when judged.why is null then '{}'::jsonb
        else jsonb_build_object('duplicate', judged.why) end
    from (
      select row_no,
        case when imported or known or first_good < row_no or first_of_key < row_no then 'duplicate'
          when first_good is null then 'bad' else 'good' end as status,
        case when imported then 'This row was imported before.'
          when known then ${exists}
          when first_good < row_no then format('Row %s has the same external id.', first_good)
          when first_of_key < row_no then format('Row %s names the same one.', first_of_key) end as why
      from (
        select r.row_no,
          case when r.parsed is not null
            then min(r.row_no) filter (where r.parsed is not null) over (partition by r.identity) end as first_good,
          ${firstOfKey} as first_of_key,
          exists (select 1 from import_rows o
            where o.workspace_id = r.workspace_id and o.identity = r.identity and o.status = 'imported') as imported,
          ${known} as known
        from import_rows r
        join imports i on i.id = r.import_id
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
