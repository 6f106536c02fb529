import { sql } from 'kysely'
import type { CommandContext } from '../api/context'
import type { Actor } from '../auth/actor'
import { invalid, notFound } from '../errors'
import { isTimely } from './rules'
import type { Visit } from './schema'

/** Counts once what a visitor of the programme page does, however often it is told. */
export async function countVisit({ db, now }: CommandContext<Actor>, visit: Visit) {
  const { workspace, visitorId, stage, campaign = null } = visit
  if (!isTimely(visitorId, now)) throw invalid({ visitorId: 'The time in this id is far off.' })
  const { rows } = await sql<{ counted: boolean }>`
    select count_visit(${workspace}, ${visitorId}::uuid, ${stage}, ${campaign}::uuid, ${now}::timestamptz) as counted`.execute(
    db,
  )
  if (!rows[0]?.counted) throw notFound('programme')
  return { received: true as const }
}
