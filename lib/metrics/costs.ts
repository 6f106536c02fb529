import { sql } from 'kysely'
import type { CommandContext } from '../api/context'
import { notFound } from '../errors'
import { record } from '../events/record'
import type { CampaignCost } from './schema'

/** What a campaign cost on a day, in the currency of reports; instead of what was said before. Zero takes it away. */
export async function setCampaignCost(
  ctx: CommandContext,
  { id, day, amount }: CampaignCost,
): Promise<CampaignCost> {
  const { db, actor } = ctx
  const campaign = await db
    .selectFrom('campaigns')
    .select('name')
    .where('id', '=', id)
    .executeTakeFirst()
  if (!campaign) throw notFound('campaign')
  if (amount === 0)
    await sql`delete from campaign_costs where campaign_id = ${id}::uuid and day = ${day}::date`.execute(
      db,
    )
  else
    await sql`
      insert into campaign_costs (workspace_id, campaign_id, day, amount)
      values (${actor.workspace.id}::uuid, ${id}::uuid, ${day}::date, ${amount})
      on conflict (workspace_id, campaign_id, day) do update set amount = excluded.amount`.execute(
      db,
    )
  await record(ctx, {
    type: 'campaign.cost_set',
    subject: { type: 'workspace', id: actor.workspace.id },
    data: { name: campaign.name, day, amount, currency: actor.workspace.currency },
  })
  return { id, day, amount }
}
