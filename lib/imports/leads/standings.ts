import { sql } from 'kysely'
import type { CommandContext } from '../../api/context'
import { recordMany } from '../../events/record'
import type { Tier } from '../../partners/schema'

type Standing = { id: string; before: Tier; after: Tier; deals: number }

/** Partners keep pace with their leads, so that a deal won meanwhile is counted right. */
export async function refreshStandings(ctx: CommandContext, id: string, rowNos: readonly number[]) {
  const { rows } = await sql<Standing>`
    select p.id, p.tier as before, s.tier as after, s.total_deals as deals
    from (select distinct o.id, o.tier from import_rows r join partners o on o.id = r.partner_id
      where r.import_id = ${id}::uuid and r.row_no = any (${rowNos}::int[]) order by o.id) p
    cross join lateral refresh_partner_standing(p.id, ${ctx.now}::timestamptz) s`.execute(ctx.db)
  const risen = rows.filter(({ before, after }) => before !== after)
  await recordMany(
    ctx,
    risen.map(({ id: partnerId, before, after, deals }) => ({
      type: 'partner.tier_changed',
      subject: { type: 'partner', id: partnerId },
      partnerId,
      data: { from: before, to: after, deals },
    })),
  )
}
