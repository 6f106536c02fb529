import { sql } from 'kysely'
import type { CommandContext } from '../../api/context'
import { actorName } from '../../auth/actor'
import type { Confirmed } from '../kind'

/**
 * Writes directories and their events in one statement. Names may repeat where addresses do not, so a
 * slug that is taken gets the row's own number behind it.
 */
export async function writeRows(
  { db, actor, now }: CommandContext,
  { id, source }: Confirmed,
  rowNos: readonly number[],
): Promise<number> {
  const tenant = sql`${actor.workspace.id}::uuid`
  await sql`
    with chunk as (
      select r.row_no, uuid_v7() as directory_id, d.*,
        row_number() over (partition by d.slug order by r.row_no) > 1
          or exists (select 1 from directories o where o.workspace_id = ${tenant} and o.slug = d.slug) as taken
      from import_rows r
      cross join lateral jsonb_to_record(r.parsed) as d(slug text, name text, url text, domain text, "submissionUrl" text,
        description text, category text, country text, "daScore" int, "linkType" text, pricing text, "priceCents" bigint,
        "priceCurrency" text, credits int, "approvalDays" int, method text, requirements jsonb, "externalId" text)
      where r.import_id = ${id}::uuid and r.row_no = any (${rowNos}::int[])
    ),
    made as (
      insert into directories (id, workspace_id, slug, name, url, submission_url, domain, description, category, country,
        da_score, link_type, pricing, price_cents, price_currency, credits, requirements, average_approval_days,
        automation_method, source, external_id, created_at)
      select directory_id, ${tenant},
        case when taken then rtrim(left(slug, 66), '-') || '-' || right(replace(directory_id::text, '-', ''), 12) else slug end,
        name, url, "submissionUrl", domain, description, category, country, "daScore", "linkType", pricing, "priceCents",
        "priceCurrency", credits, requirements, "approvalDays", method,
        case when "externalId" is not null then ${source} end, "externalId", ${now}::timestamptz
      from chunk order by slug
    ),
    happened as (
      insert into events (workspace_id, type, subject_type, subject_id, actor_user_id, actor_name, data, created_at)
      select ${tenant}, 'directory.added', 'directory', directory_id, ${actor.userId}::uuid, ${actorName(actor)},
        jsonb_build_object('importId', ${id}::text, 'row', row_no, 'name', name), ${now}::timestamptz from chunk
    )
    update import_rows r set status = 'imported', made_id = c.directory_id
    from chunk c where r.import_id = ${id}::uuid and r.row_no = c.row_no and r.status = 'good'`.execute(
    db,
  )
  return 0
}
