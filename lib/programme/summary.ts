import { formatMoney } from '../money'
import { tierLabels } from '../partners/labels'
import { counted } from '../words'
import type { Condition, RewardRule, Terms } from './schema'

/** Rules in sentences: what the editor, the portal and the history of versions show. */

const list = (items: readonly string[], word: 'and' | 'or') =>
  items.length < 2
    ? (items[0] ?? '')
    : `${items.slice(0, -1).join(', ')} ${word} ${items[items.length - 1]}`

function conditionSentence(
  condition: Condition,
  currency: string,
  campaignName: (id: string) => string,
): string {
  switch (condition.field) {
    case 'deal_value':
      return `the deal is worth ${condition.op === 'at_least' ? 'at least' : 'less than'} ${formatMoney(condition.amount, currency)}`
    case 'industry':
      return `the industry is ${condition.op === 'is' ? '' : 'not '}${list(condition.values, 'or')}`
    case 'campaign':
      return `it ${condition.op === 'is' ? 'came' : 'did not come'} from ${list(condition.campaignIds.map(campaignName), 'or')}`
    case 'new_client':
      return condition.is ? 'the client is new' : 'the client has bought before'
    case 'nth_deal':
      if (condition.op === 'every')
        return condition.n === 1
          ? "it is any of the partner's deals"
          : `it is every ${ordinal(condition.n)} deal of the partner`
      return condition.op === 'is'
        ? `it is the partner's ${ordinal(condition.n)} deal`
        : `it is the partner's ${ordinal(condition.n)} deal or a later one`
  }
}

const suffixes: Partial<Record<Intl.LDMLPluralRule, string>> = { one: 'st', two: 'nd', few: 'rd' }
const plural = new Intl.PluralRules('en', { type: 'ordinal' })
const ordinal = (n: number) => `${n}${suffixes[plural.select(n)] ?? 'th'}`

export function ruleSentence(
  rule: RewardRule,
  campaignName: (id: string) => string = () => 'a campaign',
): string {
  const { reward, currency, cap } = rule
  const gain =
    reward.type === 'percent'
      ? `${Number(reward.rate)} % more of the deal's value`
      : `${formatMoney(reward.amount, currency)} more`
  const groups = rule.groups.map(({ match, conditions }) => {
    const parts = conditions.map((one) => conditionSentence(one, currency, campaignName))
    const text = list(parts, match === 'all' ? 'and' : 'or')
    return rule.groups.length > 1 && conditions.length > 1 ? `(${text})` : text
  })
  const when = groups.length
    ? `when ${list(groups, rule.match === 'all' ? 'and' : 'or')}`
    : 'on every deal'
  const most = cap ? `, at most ${formatMoney(cap.amount, currency)} a ${cap.period}` : ''
  return `${gain} ${when}${most}. For deals in ${currency}.`
}

export const tierSentence = ({ tier, minDeals, rate, holdDays }: Terms['tiers'][number]) =>
  `${tierLabels[tier]} ${
    minDeals === 0 ? 'from the first deal on' : `after ${counted(minDeals, 'won deal')}`
  }: ${Number(rate)} %, ${
    holdDays === 0 ? 'payable once approved' : `payable ${counted(holdDays, 'day')} after the deal`
  }.`

export const payoutSentence = (
  terms: Pick<Terms, 'minimumPayout' | 'payoutApprovalThreshold'>,
  currency: string,
) =>
  `${
    terms.minimumPayout === 0
      ? 'Every amount is paid out.'
      : `Less than ${formatMoney(terms.minimumPayout, currency)} is carried over to the next run.`
  } From ${formatMoney(terms.payoutApprovalThreshold, currency)} on, a second person approves.`
