import { sql } from 'kysely'
import type { QueryContext } from '../api/context'
import { amountAt, shareOut } from '../commissions/amounts'
import { AppError } from '../errors'
import { knownClients } from '../leads/known-clients'
import { formatMoney } from '../money'
import { tierLabels } from '../partners/schema'
import { type DealOfPeriod, dealsOf, earnedOf, standingsOf, usedBeforeOf } from './period'
import { asksForNewClients, type Line, priceDeal, tierInForce } from './pricing'
import type { DryRun, DryRunInput, RewardRule } from './schema'

const EXAMPLES = 20
const keyOf = (...parts: (string | number)[]) => parts.join('|')

/**
 * What the deals of a period would have earned under other rules, net of refunds, beside what they
 * did earn. Deals are priced in the order of their closing by the same function that prices a win, so
 * that adopting the rules and winning the same deals gives the same. Writes nothing.
 */
export async function dryRunTerms(ctx: QueryContext, input: DryRunInput): Promise<DryRun> {
  const { db } = ctx
  const { from, to, ...terms } = input
  if (from > to)
    throw new AppError('invalid', 'Please check the marked fields.', {
      to: 'The last day comes before the first.',
    })
  const known = asksForNewClients(terms.rules) ? await knownClients(db) : new Set<string>()
  const deals = (await dealsOf(db, { from, to })).map((deal) => ({
    ...deal,
    newClient: !known.has(deal.id),
  }))
  const earned = await earnedOf(db, { from, to })
  const standings = await standingsOf(db, from)
  const used = await usedBeforeOf(db, terms.rules, from)

  const wouldEarn = new Map<string, number>()
  const why = new Map<string, string>()
  const add = (map: Map<string, number>, key: string, amount: number) =>
    map.set(key, (map.get(key) ?? 0) + amount)

  for (const deal of deals) {
    const standing = standings.get(deal.partnerId)
    if (!standing) continue
    const tier = tierInForce(terms.tiers, standing.at(deal.closedAt), deal.dealsBefore)
    const capKey = (rule: RewardRule) =>
      keyOf(rule.ruleId, deal.partnerId, rule.cap ? deal[rule.cap.period].getTime() : '')
    const lines = priceDeal(
      { ...terms, version: 0 },
      tier,
      deal,
      (rule) => used.get(capKey(rule)) ?? 0,
    )
    for (const rule of terms.rules) {
      const line = rule.cap && lines.find(({ ruleId }) => ruleId === rule.ruleId)
      if (line) add(used, capKey(rule), line.amount)
    }
    for (const line of lines)
      for (const { partnerId, amount } of netParts(line, deal))
        if (amount !== 0) add(wouldEarn, keyOf(deal.id, partnerId, deal.currency), amount)
    why.set(deal.id, explain(lines, deal.currency))
  }
  return summed(ctx, deals, earned, wouldEarn, why)
}

/** What a line leaves each partner at the net value of its deal. */
function netParts({ snapshot, amount }: Line, deal: DealOfPeriod) {
  if (deal.shares.length === 0)
    return [{ partnerId: deal.partnerId, amount: amountAt(snapshot, deal.netValue) }]
  const shares = deal.shares.map(({ bps }) => bps)
  return shareOut(amount, shares).map((_, shareNo) => ({
    partnerId: deal.shares[shareNo]?.partnerId as string,
    amount: amountAt({ ...snapshot, shares, shareNo }, deal.netValue),
  }))
}

const explain = (lines: readonly Line[], currency: string) =>
  lines
    .map(({ snapshot, amount }) =>
      snapshot.rule
        ? `${snapshot.rule.name} ${formatMoney(amount, currency)}`
        : `${tierLabels[snapshot.tier]} ${Number(snapshot.rate)} %`,
    )
    .join(' + ')

type Sums = { deals: Set<string>; earned: number; wouldEarn: number }

async function summed(
  { db }: QueryContext,
  deals: readonly DealOfPeriod[],
  earned: Map<string, number>,
  wouldEarn: Map<string, number>,
  why: Map<string, string>,
): Promise<DryRun> {
  const partners = new Map<string, Sums>()
  const totals = new Map<string, Sums>()
  const ofDeal = new Map<string, { earned: number; wouldEarn: number }>()
  const into = (map: Map<string, Sums>, key: string) => {
    const found = map.get(key) ?? { deals: new Set<string>(), earned: 0, wouldEarn: 0 }
    map.set(key, found)
    return found
  }
  for (const key of new Set([...earned.keys(), ...wouldEarn.keys()])) {
    const [leadId = '', partnerId = '', currency = ''] = key.split('|')
    const sums = { earned: earned.get(key) ?? 0, wouldEarn: wouldEarn.get(key) ?? 0 }
    for (const row of [into(partners, keyOf(partnerId, currency)), into(totals, currency)]) {
      row.deals.add(leadId)
      row.earned += sums.earned
      row.wouldEarn += sums.wouldEarn
    }
    const deal = ofDeal.get(leadId) ?? { earned: 0, wouldEarn: 0 }
    ofDeal.set(leadId, {
      earned: deal.earned + sums.earned,
      wouldEarn: deal.wouldEarn + sums.wouldEarn,
    })
  }
  const changed = deals
    .map((deal) => ({ deal, ...(ofDeal.get(deal.id) ?? { earned: 0, wouldEarn: 0 }) }))
    .filter((one) => one.earned !== one.wouldEarn)
    .sort((a, b) => Math.abs(b.wouldEarn - b.earned) - Math.abs(a.wouldEarn - a.earned))
    .slice(0, EXAMPLES)
  const names = await namesOf(
    db,
    [...partners.keys()].map((key) => key.split('|')[0] as string),
    changed.map(({ deal }) => deal.id),
  )
  return {
    totals: [...totals].map(([currency, sums]) => ({
      currency,
      ...sums,
      deals: sums.deals.size,
    })),
    partners: [...partners]
      .map(([key, sums]) => {
        const [partnerId = '', currency = ''] = key.split('|')
        const partnerName = names.get(partnerId) ?? ''
        return { partnerId, partnerName, currency, ...sums, deals: sums.deals.size }
      })
      .sort(
        (a, b) =>
          Math.abs(b.wouldEarn - b.earned) - Math.abs(a.wouldEarn - a.earned) ||
          a.partnerName.localeCompare(b.partnerName),
      ),
    examples: changed.map(({ deal, ...sums }) => ({
      leadId: deal.id,
      leadName: names.get(deal.id) ?? 'Unnamed client',
      partnerName: names.get(deal.partnerId) ?? '',
      currency: deal.currency,
      projectValue: deal.projectValue,
      closedAt: deal.closedAt,
      ...sums,
      because: why.get(deal.id) ?? '',
    })),
  }
}

async function namesOf(db: QueryContext['db'], partnerIds: string[], leadIds: string[]) {
  const { rows } = await sql<{ id: string; name: string }>`
    select p.id, p.name from partners p where p.id = any (${partnerIds}::uuid[])
    union all
    select l.id, coalesce(l.business_name, l.client_name, l.external_id, 'Unnamed client') from client_leads l
    where l.id = any (${leadIds}::uuid[])`.execute(db)
  return new Map(rows.map(({ id, name }) => [id, name]))
}
