import { sql } from 'kysely'
import type { ActionContext, CommandContext } from '../api/context'
import { type Db, withActor } from '../db/with-actor'
import { AppError } from '../errors'
import { recordMany } from '../events/record'
import { type FiguresRow, figuresLimit, readFigures } from './figures-file'
import type { FiguresReport } from './schema'

async function readAll(upload: ReadableStream<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = []
  let bytes = 0
  for await (const part of upload as unknown as AsyncIterable<Uint8Array>) {
    bytes += part.byteLength
    if (bytes > figuresLimit.bytes)
      throw new AppError('too_large', 'The file is larger than 5 MB. Split it into several.')
    parts.push(part)
  }
  return Buffer.concat(parts)
}

type Matched = { line: number; id: string | null; found: number; changes: boolean }

const set = [
  'backlink_url',
  'search_rank',
  'impressions',
  'clicks',
  'traffic_estimate',
  'lead_estimate',
]
const figureColumns =
  'line int, reference text, "listingUrl" text, "backlinkUrl" text, "searchRank" int, impressions int, clicks int, "trafficEstimate" int, "leadEstimate" int'
const given = [
  '"backlinkUrl"',
  '"searchRank"',
  'impressions',
  'clicks',
  '"trafficEstimate"',
  '"leadEstimate"',
]
const differs = set.map(
  (name, at) => `coalesce(r.${given[at]} <> s.${name}, r.${given[at]} is not null)`,
)

const rowsOf = (rows: FiguresRow[]) =>
  sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(${sql.raw(figureColumns)})`

/** Which listing each row means, by our number or by its address, and whether it brings anything new. */
async function match(db: Db, rows: FiguresRow[]): Promise<Matched[]> {
  const { rows: matched } = await sql<Matched>`
    select r.line, (array_agg(s.id))[1] as id, count(s.id)::int as found, coalesce(bool_or(${sql.raw(differs.join(' or '))}), false) as changes
    from ${rowsOf(rows)}
    left join directory_submissions s on s.workspace_id = (select app_workspace_id())
      and (s.internal_reference_id = r.reference or (r.reference is null and s.listing_url = r."listingUrl"))
    group by r.line`.execute(db)
  return matched
}

async function apply(ctx: CommandContext, rows: FiguresRow[], matched: Matched[]) {
  const idOf = new Map(matched.map(({ line, id }) => [line, id]))
  const changed = rows.map((row) => ({ ...row, reference: idOf.get(row.line) }))
  const values = set.map((name, at) => `${name} = coalesce(r.${given[at]}, s.${name})`).join(', ')
  const { rows: updated } = await sql<{ id: string }>`
    update directory_submissions s set ${sql.raw(values)}, figures_at = ${ctx.now}::timestamptz, updated_at = ${ctx.now}::timestamptz
    from ${rowsOf(changed as FiguresRow[])}
    where s.workspace_id = (select app_workspace_id()) and s.id = r.reference::uuid returning s.id`.execute(
    ctx.db,
  )
  await recordMany(
    ctx,
    updated.map(({ id }) => ({
      type: 'listing.edited' as const,
      subject: { type: 'listing' as const, id },
      data: { fields: ['figures'] },
    })),
  )
}

/** Takes figures of many listings from a CSV; a dry run says what it would do and does nothing. */
export async function importFigures(
  ctx: ActionContext,
  { dryRun }: { dryRun: boolean },
): Promise<FiguresReport> {
  if (!ctx.upload) throw new AppError('invalid', 'Send the CSV as the body, or as form data.')
  const { rows: all, errors } = readFigures(await readAll(ctx.upload))
  // The last row of a listing wins, as when the file is read from top to bottom.
  const rows = [...new Map(all.map((row) => [row.reference ?? row.listingUrl, row])).values()]
  return withActor(ctx.actor, async ({ db, tx }) => {
    const matched = await match(db, rows)
    const several = matched.filter(({ found }) => found > 1)
    const changing = matched.filter(({ found, changes }) => found === 1 && changes)
    const lines = new Set(changing.map(({ line }) => line))
    if (!dryRun)
      await apply(
        { ...ctx, db, tx },
        rows.filter(({ line }) => lines.has(line)),
        changing,
      )
    return {
      dryRun,
      rows: all.length + errors.length,
      changed: changing.length,
      unchanged: matched.filter(({ found, changes }) => found === 1 && !changes).length,
      unknown: matched.filter(({ found }) => found === 0).length,
      errors: [
        ...errors,
        ...several.map(({ line }) => ({ line, message: 'Several listings answer to this.' })),
      ]
        .sort((a, b) => a.line - b.line)
        .slice(0, 200),
    }
  })
}
