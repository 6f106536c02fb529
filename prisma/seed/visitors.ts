import type pg from 'pg'
import { v7 as uuidv7 } from 'uuid'
import type { Visit } from '../../lib/applications/schema'
import { countVisit } from '../../lib/applications/visits'
import { withActor } from '../../lib/db/with-actor'
import { between, chance, days, pick, portion } from './chance'
import type { createWorkspace } from './workspace'

type House = Awaited<ReturnType<typeof createWorkspace>>
type Told = Visit & { at: Date }

const visitor = { kind: 'visitor', address: '' } as const
const visitsPerTransaction = 100
const minutes = (count: number) => count * 60_000

/** How many looked at the programme page in a year and did not apply. */
const passersBy = 620

/** A year of visitors of the programme page, seven in ten of those who applied among them. */
export async function visitorsOf(owner: pg.Client, { workspace }: House, now: Date) {
  const { rows: campaigns } = await owner.query<{ id: string }>(
    'select id from campaigns where workspace_id = $1 order by name',
    [workspace.id],
  )
  const { rows: sent } = await owner.query<{ id: string; at: Date }>(
    'select id, submitted_at as at from partner_applications where workspace_id = $1 order by submitted_at, email',
    [workspace.id],
  )
  const visit = (at: Date, estimates: number): Told[] => {
    const came = {
      workspace: workspace.slug,
      visitorId: uuidv7({ msecs: at.getTime() }),
      campaign: chance(0.55) ? pick(campaigns).id : undefined,
    }
    const estimated = new Date(at.getTime() + minutes(portion(0.4, 3)))
    return [
      { ...came, stage: 'visited', at },
      ...(chance(estimates) ? [{ ...came, stage: 'estimated' as const, at: estimated }] : []),
    ]
  }
  const told: Told[] = []
  const senders: [application: string, visitorId: string][] = []
  for (const { id, at } of sent) {
    if (at.getTime() < now.getTime() - days(365) || !chance(0.7)) continue
    const visits = visit(new Date(at.getTime() - minutes(between(4, 50))), 0.65)
    told.push(...visits)
    senders.push([id, visits[0]?.visitorId as string])
  }
  // More of them from month to month.
  for (let count = 0; count < passersBy; count++)
    told.push(...visit(new Date(now.getTime() - days(364 * portion(0, 1) ** 1.3 + 0.1)), 0.28))
  for (let done = 0; done < told.length; done += visitsPerTransaction)
    await withActor(visitor, async ({ tx, db }) => {
      for (const { at, ...one } of told.slice(done, done + visitsPerTransaction))
        await countVisit({ actor: visitor, now: at, tx, db }, one)
    })
  for (const sender of senders)
    await owner.query('update partner_applications set visitor_id = $2 where id = $1', sender)
}
