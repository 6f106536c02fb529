import { sql } from 'kysely'
import type { Member } from '../../lib/auth/actor'
import { catalogue } from '../../lib/directories/catalogue/entries'
import { editDirectory, switchDirectory } from '../../lib/directories/commands'
import { addFromCatalogue } from '../../lib/directories/from-catalogue'
import { days } from './chance'
import type { Act } from './stage'

/** All but those of professions that the agency has no customers in. */
const slugs = catalogue
  .filter(({ category }) => category !== 'legal' && category !== 'health')
  .map(({ slug }) => slug)

type People = { admin: Member }

/** The agency took over the catalogue early on, and has learned a few things about it since. */
export function directories({ admin }: People, since: Date, now: Date): Act[] {
  const idOf = async (ctx: Parameters<Act['run']>[0], slug: string) => {
    const { rows } = await sql<{ id: string }>`
      select id from directories where workspace_id = ${ctx.actor.workspace.id}::uuid and slug = ${slug}`.execute(
      ctx.db,
    )
    return rows[0]?.id as string
  }
  const act = (ago: number, run: Act['run']): Act => ({
    at: new Date(now.getTime() - days(ago)),
    by: () => admin,
    run,
  })
  return [
    {
      at: new Date(since.getTime() + days(40)),
      by: () => admin,
      run: (ctx) => addFromCatalogue(ctx, { slugs }),
    },
    act(60, async (ctx) =>
      editDirectory(ctx, {
        id: await idOf(ctx, 'product-hunt'),
        credits: 3,
        maxConcurrent: 1,
        cooldownSeconds: 3600,
      }),
    ),
    act(45, async (ctx) =>
      editDirectory(ctx, { id: await idOf(ctx, 'yelp'), maxConcurrent: 2, cooldownSeconds: 120 }),
    ),
    act(20, async (ctx) =>
      switchDirectory(ctx, {
        id: await idOf(ctx, 'toolify'),
        on: false,
        reason: 'Too expensive for what it brings.',
      }),
    ),
  ]
}
