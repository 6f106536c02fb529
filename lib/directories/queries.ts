import { type RawBuilder, sql } from 'kysely'
import { keyset, type Page, paging, toPage } from '../db/paging'
import type { Db } from '../db/with-actor'
import { notFound } from '../errors'
import { catalogue } from './catalogue/entries'
import { readRequirements } from './requirements'
import type {
  CatalogueItem,
  Directory,
  DirectoryFilter,
  DirectoryItem,
  DirectoryMatch,
} from './schema'

const sorts = {
  name: { column: 'd.name', kind: 'string' },
  authority: { column: 'd.authority', kind: 'number' },
  approval: { column: 'd.expectedApproval', kind: 'number' },
  submissions: { column: 'd.submissionsCount', kind: 'number' },
} as const

/** The one filter of list, count, export and batches; `d` is directories. */
export function matchingDirectories(match: DirectoryMatch): RawBuilder<boolean> {
  const all = [sql`true`]
  const oneOf = (column: string, values: readonly string[] | undefined) => {
    if (values?.length) all.push(sql`${sql.ref(column)} = any (${values}::text[])`)
  }
  oneOf('d.category', match.category)
  oneOf('d.pricing', match.pricing)
  oneOf('d.automation_method', match.method)
  oneOf('d.link_type', match.linkType)
  if (match.state) all.push(sql`d.is_active = ${match.state === 'on'}`)
  if (match.country) all.push(sql`(d.country is null or d.country = ${match.country})`)
  if (match.minAuthority !== undefined) all.push(sql`d.authority >= ${match.minAuthority}`)
  if (match.maxCredits !== undefined) all.push(sql`d.credits <= ${match.maxCredits}`)
  if (match.search?.trim())
    all.push(sql`d.id = any (array(select search_directories(${match.search})))`)
  return sql<boolean>`${sql.join(all, sql` and `)}`
}

const items = (db: Db) =>
  db
    .selectFrom('directories as d')
    .select([
      'd.id',
      'd.slug',
      'd.name',
      'd.url',
      'd.domain',
      'd.category',
      'd.country',
      'd.daScore',
      'd.linkType',
      'd.pricing',
      'd.priceCents',
      'd.priceCurrency',
      'd.credits',
      'd.automationMethod',
      'd.isActive',
      'd.submissionsCount',
      'd.approvedCount',
      'd.rejectedCount',
      'd.failedCount',
      'd.manualCount',
      'd.expectedApproval',
      'd.averageApprovalDays',
      sql<number | null>`median_days(d.approval_days)`.as('medianApprovalDays'),
    ])

export async function listDirectories(db: Db, filter: DirectoryFilter) {
  const sort = sorts[filter.sort]
  const rows = await keyset(items(db).where(matchingDirectories(filter)), {
    column: sort.column,
    id: 'd.id',
    kind: sort.kind,
    direction: filter.direction,
    ...paging(filter),
  }).execute()
  return toPage(rows, filter) as Page<DirectoryItem>
}

export async function countDirectories(db: Db, match: DirectoryMatch) {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from directories d where ${matchingDirectories(match)}`.execute(db)
  return { count: rows[0]?.count ?? 0, capped: false }
}

export async function findDirectory(db: Db, id: string): Promise<Directory> {
  const row = await items(db)
    .select([
      'd.submissionUrl',
      'd.description',
      'd.requirements',
      'd.maxConcurrent',
      'd.cooldownSeconds',
      'd.nextStartAt',
      sql<boolean>`d.automation is not null`.as('hasAutomation'),
      'd.createdAt',
    ])
    .where('d.id', '=', id)
    .executeTakeFirst()
  if (!row) throw notFound('directory')
  return { ...row, requirements: readRequirements(row.requirements) } as Directory
}

/** The catalogue, each entry with the directory that it became here. */
export async function listCatalogue(db: Db): Promise<CatalogueItem[]> {
  const rows = await db.selectFrom('directories').select(['id', 'slug']).execute()
  const added = new Map(rows.map(({ id, slug }) => [slug, id]))
  return catalogue.map(({ slug, name, url, category, country, pricing, description }) => ({
    slug,
    name,
    url,
    category,
    country: country ?? null,
    pricing,
    description,
    directoryId: added.get(slug) ?? null,
  }))
}
