import type { Tone } from '@/components/ui/badge'
import { Timeline } from '@/components/ui/timeline'
import type { EventType } from '@/lib/events/schema'
import { formatMoney } from '@/lib/money'
import { type Tier, tierLabels } from '@/lib/partners/schema'
import type { News } from '@/lib/portal/schema'

type Words = [text: (data: News['data'], client: string) => string, tone?: Tone]

const money = ({ amount, projectValue, currency }: News['data']) =>
  typeof currency === 'string' ? formatMoney(Number(amount ?? projectValue), currency) : 'an amount'

const tier = (value: unknown) => tierLabels[value as Tier] ?? String(value)

/** What happened, said to the partner. What is not listed is none of their news. */
const words: Partial<Record<EventType, Words>> = {
  'partner.joined': [() => 'You joined the programme', 'success'],
  'partner.suspended': [() => 'Your account was suspended', 'warning'],
  'partner.reinstated': [() => 'Your account is active again', 'success'],
  'partner.tier_changed': [({ to }) => `You are ${tier(to)} now`, 'success'],
  'partner.payout_details_changed': [
    ({ hint }) => `Your payout details were changed (${hint})`,
    'warning',
  ],
  'lead.registered': [(_, client) => `${client} was registered for you`, 'info'],
  'lead.imported': [(_, client) => `${client} was imported`],
  'lead.edited': [(_, client) => `The details of ${client} were edited`],
  'lead.moved': [({ to }, client) => `${client} moved to ${to}`],
  'lead.won': [(data, client) => `${client} was won at ${money(data)}`, 'success'],
  'lead.lost': [(_, client) => `${client} was lost`, 'danger'],
  'lead.reopened': [(_, client) => `${client} was reopened`, 'info'],
  'lead.win_undone': [(_, client) => `The win of ${client} was taken back`, 'warning'],
  'lead.reversed': [(_, client) => `The deal with ${client} was reversed`, 'danger'],
  'lead.protection_extended': [
    ({ days }, client) => `${client} is protected for ${days} more days`,
    'info',
  ],
  'lead.protection_ending': [(_, client) => `The protection of ${client} ends soon`, 'warning'],
  'commission.restored': [(_, client) => `Your commission on ${client} is back as it was`, 'info'],
  'commission.earned': [(data, client) => `You earned ${money(data)} on ${client}`, 'success'],
  'commission.approved': [(_, client) => `Your commission on ${client} was approved`, 'info'],
  'commission.held': [(_, client) => `Your commission on ${client} was put on hold`, 'warning'],
  'commission.released': [(_, client) => `Your commission on ${client} is no longer on hold`],
  'commission.rejected': [(_, client) => `Your commission on ${client} was rejected`, 'danger'],
  'commission.reversed': [(_, client) => `Your commission on ${client} was reversed`, 'danger'],
  'lead.refunded': [(data, client) => `${client} got ${money(data)} back`, 'warning'],
  'commission.clawed_back': [
    (data, client) => `${money(data)} of your commission on ${client} is taken back`,
    'warning',
  ],
  'commission.paid': [(_, client) => `Your commission on ${client} was paid`, 'success'],
  'payout.approved': [(data) => `A payout of ${money(data)} was approved`, 'info'],
  'payout.sent': [(data) => `A payout of ${money(data)} is on its way`, 'info'],
  'payout.failed': [
    (data) => `A transfer of ${money(data)} did not go through; please check your payout details`,
    'danger',
  ],
  'payout.paid': [
    (data) => `A payout of ${money(data)} was sent, reference ${data.reference}`,
    'success',
  ],
  'payout.cancelled': [() => 'A payout was cancelled; it comes with a later one', 'danger'],
}

type LatestNewsProps = { news: readonly News[]; timeZone: string; now: Date }

export function LatestNews({ news, timeZone, now }: LatestNewsProps) {
  const entries = news.flatMap(({ id, type, client, data, createdAt }) => {
    const [text, tone] = words[type] ?? []
    if (!text) return []
    const note = typeof data.reason === 'string' ? data.reason : undefined
    return [{ id, at: createdAt, tone, title: text(data, client ?? 'A client'), note }]
  })
  if (entries.length === 0)
    return (
      <p className="text-muted text-sm">
        What happens to your clients and your money will stand here.
      </p>
    )
  return <Timeline entries={entries} timeZone={timeZone} now={now} />
}
