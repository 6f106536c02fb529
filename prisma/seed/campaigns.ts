import type pg from 'pg'
import { setCampaignCost } from '../../lib/metrics/costs'
import { addCampaign } from '../../lib/programme/commands'
import { days } from './chance'
import { type Act, play } from './stage'
import type { createWorkspace } from './workspace'

type House = Awaited<ReturnType<typeof createWorkspace>>

/** Name, cost of a month, and how many leads in twenty it brings. */
const campaigns = [
  { name: 'Search ads', monthly: 1_450_00, share: 5 },
  { name: 'Local business fair', monthly: 900_00, share: 3 },
  { name: 'Newsletter', monthly: 120_00, share: 2 },
]
const sources = ['partner', 'partner', 'partner', 'website', 'event', 'recommendation']

/** What the agency has spent, and where leads came from: dealt out by the ids of the leads. */
export async function campaignsOf(owner: pg.Client, house: House, since: Date, now: Date) {
  const ids: string[] = []
  const acts: Act[] = campaigns.map(({ name }) => ({
    at: since,
    by: () => house.owner,
    run: async (ctx) => ids.push((await addCampaign(ctx, { name })).id),
  }))
  await play(acts, () => {})
  const spending: Act[] = []
  for (let at = since.getTime() + days(12); at < now.getTime(); at += days(30))
    for (const [index, { monthly }] of campaigns.entries())
      spending.push({
        at: new Date(at),
        by: () => house.owner,
        run: (ctx) =>
          setCampaignCost(ctx, {
            id: ids[index] as string,
            day: new Date(at).toISOString().slice(0, 10),
            amount: monthly,
          }),
      })
  await play(spending, () => {})
  const dealt = campaigns.flatMap(({ share }, index) => Array(share).fill(ids[index]))
  await owner.query(
    `update client_leads l set campaign_id = ($2::uuid[])[1 + d.dealt % 20], source = ($3::text[])[1 + d.dealt / 20 % 6],
       industry = substring(business_name from '[^ ]+$')
     from (select id, ('x' || right(replace(id::text, '-', ''), 6))::bit(24)::int as dealt from client_leads where workspace_id = $1) d
     where l.id = d.id`,
    [house.workspace.id, dealt, sources],
  )
}
