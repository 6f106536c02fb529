import { sql } from 'kysely'
import type { QueryContext } from '../api/context'
import { type Asking, trend } from '../metrics/answers'
import { metrics } from '../metrics/catalogue'
import { funnel } from '../metrics/funnels'
import { total } from '../metrics/numbers'
import type { MetricKey, Range } from '../metrics/schema'
import { ownId } from '../partners/profile'
import { findPartner } from '../partners/queries'
import type { PortalAnalytics } from './schema'

const compared = {
  leads: 'leads',
  won: 'won_deals',
  winRate: 'win_rate',
  wonValue: 'won_value',
  earned: 'commissions_earned',
} as const satisfies Record<string, MetricKey>

type Medians = Record<keyof typeof compared, number | null> & { partners: number }

/** A partner's own figures, beside the median of their tier where at least five others stand behind it. */
export async function portalAnalytics(ctx: QueryContext, range: Range): Promise<PortalAnalytics> {
  const { db, now, actor } = ctx
  const { workspace } = actor
  const asking: Asking = { db, now, workspace, range, comparison: 'none' }
  const id = ownId(ctx)
  // Of a shared deal the partner sees what is theirs, but it is the owner's lead.
  const filters = [{ dimension: 'partner' as const, key: id }]
  const keys = Object.entries(compared) as [keyof typeof compared, keyof typeof metrics][]
  const [partner, way, earnings, medians, ...own] = await Promise.all([
    findPartner(db, id, now),
    funnel(asking, { kind: 'funnel', funnel: 'pipeline' }),
    trend(asking, { kind: 'trend', metric: 'commissions_earned', interval: 'month', filters }),
    sql<Medians>`select * from tier_medians(${range.from}::date, ${range.to}::date)`.execute(db),
    ...keys.map(([, key]) => total(db, workspace, { metric: metrics[key], range, filters })),
  ])
  const median = medians.rows[0]
  return {
    tier: partner.tier,
    funnel: way,
    earnings,
    peers: median?.partners ?? null,
    figures: keys.map(([name, key], at) => ({
      metric: key,
      label: metrics[key].label,
      unit: metrics[key].unit,
      own: own[at]?.value ?? null,
      median: median?.[name] ?? null,
    })),
  }
}
