import { sql } from 'kysely'
import type { CommandContext } from '../../api/context'
import { clientKeys } from '../../leads/client-key'
import { isOpen } from '../../leads/rules'
import { limitsOf } from '../../risk/queries'
import { DAY_MS } from '../../time'
import type { GoodRow } from './rows'
import type { Placed } from './write'

/** Open leads take their client if nobody holds it; one that is held stays with its holder. */
export async function claimClients(
  { db, now }: CommandContext,
  rows: readonly GoodRow[],
  placed: readonly Placed[],
) {
  const { protectionDays, phoneCountry } = await limitsOf(db)
  const leadOf = new Map(placed.map(({ rowNo, leadId }) => [rowNo, leadId]))
  const claims = rows.flatMap((row) => {
    const keys = isOpen(row.status) ? clientKeys(row, phoneCountry) : []
    return keys.length > 0 ? [{ lead: leadOf.get(row.rowNo), keys: keys.sort() }] : []
  })
  if (claims.length === 0) return
  const until = new Date(now.getTime() + protectionDays * DAY_MS)
  await sql`
    with claimed as materialized (
      select c.lead, claim_client(c.lead, c.keys, ${until}::timestamptz, ${now}::timestamptz) as holder
      from (select * from jsonb_to_recordset(${JSON.stringify(claims)}::jsonb) as c(lead uuid, keys text[])
        order by keys) c
    )
    update client_leads l set protected_until = ${until}::timestamptz
    from claimed where claimed.holder is null and l.id = claimed.lead`.execute(db)
}
