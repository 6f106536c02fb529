import { sql } from 'kysely'
import type { CommandContext } from '../../api/context'
import type { BusinessPatch } from '../../customers/business'
import { createCustomer } from '../../customers/commands'
import type { SubscriptionTier } from '../../customers/labels'
import type { Confirmed } from '../kind'

type GoodRow = {
  rowNo: number
  parsed: {
    email: string
    fullName: string
    companyName: string
    tier: SubscriptionTier
    externalId: string | null
    business: BusinessPatch
  }
}

/** Makes customers as if by hand, active from now on; nobody is invited. */
export async function writeRows(
  ctx: CommandContext,
  { id, source }: Confirmed,
  rowNos: readonly number[],
): Promise<number> {
  const { rows } = await sql<GoodRow>`
    select row_no, parsed from import_rows
    where import_id = ${id}::uuid and row_no = any (${rowNos}::int[]) order by row_no`.execute(
    ctx.db,
  )
  const made: string[] = []
  for (const { parsed } of rows) {
    const { tier, externalId, ...person } = parsed
    made.push(
      await createCustomer(ctx, {
        ...person,
        subscriptionTier: tier,
        start: 'active',
        invite: false,
        source,
        externalId,
      }),
    )
  }
  await sql`
    update import_rows r set status = 'imported', made_id = m.customer
    from unnest(${rows.map(({ rowNo }) => rowNo)}::int[], ${made}::uuid[]) as m(row_no, customer)
    where r.import_id = ${id}::uuid and r.row_no = m.row_no and r.status = 'good'`.execute(ctx.db)
  return 0
}
