import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { CommandContext } from '../api/context'
import { AppError, notFound } from '../errors'
import { record } from '../events/record'
import { domainOf, placeOf, slugOf } from './address'
import { findDirectory } from './queries'
import type { Directory, DirectoryEdit, DirectoryInput } from './schema'

type Price = {
  priceCents?: number | null | undefined
  priceCurrency?: string | null | undefined
}

/** A price and its currency stand together or not at all. */
function priceObstacles(price: Price): Record<string, string> | null {
  if ((price.priceCents ?? null) === null && price.priceCurrency)
    return { priceCents: 'Give the price, or empty its currency.' }
  if ((price.priceCents ?? null) !== null && !price.priceCurrency)
    return { priceCurrency: 'Give the currency of the price.' }
  return null
}

function refusePrice(price: Price) {
  const fields = priceObstacles(price)
  if (fields) throw new AppError('invalid', Object.values(fields)[0] as string, fields)
}

/** Two directories of one address would be submitted to twice. */
async function refuseKnownPlace({ db }: CommandContext, url: string, but: string | null = null) {
  const rows = await db
    .selectFrom('directories')
    .select(['id', 'name', 'url'])
    .where('domain', '=', domainOf(url))
    .execute()
  const known = rows.find((row) => row.id !== but && placeOf(row.url) === placeOf(url))
  if (!known) return
  const message = `“${known.name}” has this address already.`
  throw new AppError('conflict', message, { url: message })
}

/** Adds a directory by hand. */
export async function addDirectory(ctx: CommandContext, input: DirectoryInput): Promise<Directory> {
  const { db, actor, now } = ctx
  refusePrice(input)
  await refuseKnownPlace(ctx, input.url)
  const id = uuidv7()
  const { rows } = await sql<{ id: string }>`
    insert into directories (id, workspace_id, slug, name, url, submission_url, domain, description, category, country, da_score,
      link_type, pricing, price_cents, price_currency, credits, requirements, average_approval_days, automation_method,
      max_concurrent, cooldown_seconds, created_at)
    values (${id}::uuid, ${actor.workspace.id}::uuid, ${slugOf(input.name, input.url)}, ${input.name}, ${input.url},
      ${input.submissionUrl ?? null}, ${domainOf(input.url)}, ${input.description ?? ''}, ${input.category},
      ${input.country ?? null}, ${input.daScore ?? null}, ${input.linkType}, ${input.pricing}, ${input.priceCents ?? null},
      ${input.priceCurrency ?? null}, ${input.credits}, ${JSON.stringify(input.requirements)}::jsonb,
      ${input.averageApprovalDays ?? null}, ${input.automationMethod}, ${input.maxConcurrent ?? null},
      ${input.cooldownSeconds}, ${now}::timestamptz)
    on conflict (workspace_id, slug) do nothing returning id`.execute(db)
  if (rows.length === 0) {
    const message = 'A directory of this name exists already.'
    throw new AppError('conflict', message, { name: message })
  }
  await record(ctx, {
    type: 'directory.added',
    subject: { type: 'directory', id },
    data: { name: input.name },
  })
  return findDirectory(db, id)
}

/** Changes what is given; null empties a field. Nothing is recorded when nothing changed. */
export async function editDirectory(
  ctx: CommandContext,
  { id, ...given }: DirectoryEdit,
): Promise<Directory> {
  const { db } = ctx
  const before = await db
    .selectFrom('directories')
    .select(['name', 'url', 'priceCents', 'priceCurrency'])
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!before) throw notFound('directory')
  refusePrice({
    priceCents: given.priceCents === undefined ? before.priceCents : given.priceCents,
    priceCurrency: given.priceCurrency === undefined ? before.priceCurrency : given.priceCurrency,
  })
  if (given.url && placeOf(given.url) !== placeOf(before.url))
    await refuseKnownPlace(ctx, given.url, id)
  const { description, requirements, ...rest } = given
  const changes = {
    ...rest,
    ...(given.url ? { domain: domainOf(given.url) } : {}),
    ...(description === undefined ? {} : { description: description ?? '' }),
    ...(requirements ? { requirements: JSON.stringify(requirements) } : {}),
  }
  if (Object.keys(changes).length > 0) {
    await db.updateTable('directories').set(changes).where('id', '=', id).execute()
    await record(ctx, {
      type: 'directory.edited',
      subject: { type: 'directory', id },
      data: { fields: Object.keys(given) },
    })
  }
  return findDirectory(db, id)
}

/** Off: nothing new is queued for it, and what waits does not start. */
export async function switchDirectory(
  ctx: CommandContext,
  { id, on, reason }: { id: string; on: boolean; reason: string },
): Promise<Directory> {
  const { db } = ctx
  const { numUpdatedRows } = await db
    .updateTable('directories')
    .set({ isActive: on })
    .where('id', '=', id)
    .where('isActive', '=', !on)
    .executeTakeFirst()
  const found = await findDirectory(db, id)
  if (numUpdatedRows === 0n)
    throw new AppError('conflict', `This directory is ${on ? 'on' : 'off'} already.`)
  await record(ctx, {
    type: 'directory.switched',
    subject: { type: 'directory', id },
    data: { on, reason },
  })
  return found
}
