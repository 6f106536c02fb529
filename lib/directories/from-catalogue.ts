import { sql } from 'kysely'
import type { CommandContext } from '../api/context'
import { AppError } from '../errors'
import { recordMany } from '../events/record'
import { domainOf } from './address'
import { catalogue } from './catalogue/entries'

/** Adds entries of the catalogue that are not here yet; those that are stay as they were made. */
export async function addFromCatalogue(
  ctx: CommandContext,
  { slugs }: { slugs?: string[] | undefined },
): Promise<{ added: number; known: number }> {
  const { db, actor, now } = ctx
  const wanted = slugs ? new Set(slugs) : null
  const chosen = catalogue.filter(({ slug }) => !wanted || wanted.has(slug))
  const unknown = slugs?.find((slug) => !chosen.some((entry) => entry.slug === slug))
  if (unknown) {
    const message = `The catalogue has no “${unknown}”.`
    throw new AppError('invalid', message, { slugs: message })
  }
  const rows = chosen.map((entry) => ({
    slug: entry.slug,
    name: entry.name,
    url: entry.url,
    submission_url: entry.submissionUrl ?? null,
    domain: domainOf(entry.url),
    description: entry.description,
    category: entry.category,
    country: entry.country ?? null,
    link_type: entry.linkType ?? 'unknown',
    pricing: entry.pricing,
    requirements: entry.requirements,
  }))
  // In the order of the slug, so that two who add at once wait for each other in the same order.
  const { rows: made } = await sql<{ id: string; name: string }>`
    insert into directories (workspace_id, slug, name, url, submission_url, domain, description, category, country, link_type,
      pricing, requirements, source, created_at)
    select ${actor.workspace.id}::uuid, r.*, 'catalogue', ${now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(slug text, name text, url text, submission_url text,
      domain text, description text, category text, country text, link_type text, pricing text, requirements jsonb)
    order by r.slug
    on conflict (workspace_id, slug) do nothing
    returning id, name`.execute(db)
  await recordMany(
    ctx,
    made.map(({ id, name }) => ({
      type: 'directory.added',
      subject: { type: 'directory', id },
      data: { name, from: 'catalogue' },
    })),
  )
  return { added: made.length, known: chosen.length - made.length }
}
