import type { Tone } from '@/components/ui/badge'
import { type CallOutcome, callOutcomeLabels } from '@/lib/calls/labels'
import { lengthOf } from '@/lib/calls/rules'
import type { EventType } from '@/lib/events/schema'
import { formatMoney } from '@/lib/money'
import { type OperationKind, operationKindLabels } from '@/lib/operations/schema'
import { type Tier, tierLabels } from '@/lib/partners/schema'
import { type FlagKind, flagKindLabels } from '@/lib/risk/schema'
import { counted } from '@/lib/words'
import { fulfilmentWords } from './fulfilment-words'
import { peopleWords } from './people-words'
import { reportWords } from './report-words'

export type Data = Record<string, unknown>
export type Words = [text: string | ((data: Data) => string), tone?: Tone]

const money = ({ amount, projectValue, currency }: Data) =>
  typeof currency === 'string' ? formatMoney(Number(amount ?? projectValue), currency) : ''

const tier = (value: unknown) => tierLabels[value as Tier] ?? String(value)

const accounts: Record<string, string> = {
  held: 'held',
  payable: 'payable',
  onItsWay: 'on its way',
  paid: 'paid',
  clawedBack: 'clawed back',
}

const differences = ({ differences: found, currency }: Data) =>
  (found as { account: string; ledger: number; expected: number }[])
    .map(({ account, ledger, expected }) => {
      const amounts = [ledger, expected].map((amount) => formatMoney(amount, String(currency)))
      return `${accounts[account]} is ${amounts[0]} and should be ${amounts[1]}`
    })
    .join(', ')

const flagWords = (kind: unknown) =>
  (flagKindLabels[kind as FlagKind] ?? String(kind)).toLowerCase()

const callWords = (outcome: unknown) =>
  (callOutcomeLabels[outcome as CallOutcome] ?? String(outcome)).toLowerCase()

const rulingWords: Record<string, string> = {
  keep: 'ruled that the client stays',
  transfer: 'ruled that the client goes to the other partner',
  release: 'ruled that the client is free',
}

/** What each event says after the name of whoever did it. */
export const eventWords: Record<EventType, Words> = {
  ...fulfilmentWords,
  ...peopleWords,
  ...reportWords,
  'application.submitted': ['applied'],
  'application.resubmitted': ['applied again'],
  'application.opened': ['started the review'],
  'application.approved': ['approved the application', 'success'],
  'application.rejected': ['rejected the application', 'danger'],
  'application.noted': ['edited the review notes'],
  'application.restored': ['opened the rejected application again', 'info'],
  'partner.joined': ['made this partner', 'success'],
  'partner.edited': ['edited the profile'],
  'partner.suspended': ['suspended the partner', 'warning'],
  'partner.banned': ['banned the partner', 'danger'],
  'partner.reinstated': ['reinstated the partner', 'success'],
  'partner.deactivated': ['took the partner out of the programme'],
  'partner.tier_changed': [
    ({ from, to }) => `moved the tier from ${tier(from)} to ${tier(to)}`,
    'info',
  ],
  'partner.payout_details_changed': [
    ({ hint }) => `changed the payout details (${hint})`,
    'warning',
  ],
  'partner.payout_currency_changed': [
    ({ to }) =>
      to ? `set the payout currency to ${to}` : 'set payouts to the currency of each deal',
  ],
  'invitation.sent': ['sent the invitation'],
  'invitation.accepted': ['accepted the invitation', 'success'],
  'invitation.revoked': ['revoked the invitation'],
  'member.role_changed': ['changed the role'],
  'member.removed': ['removed the member'],
  'workspace.edited': ['edited the settings'],
  'programme.adopted': [({ version }) => `made version ${version} of the rules`, 'info'],
  'campaign.cost_set': [
    ({ name, day, amount, currency }) =>
      `set the cost of ${name} on ${day} to ${formatMoney(Number(amount), String(currency))}`,
  ],
  'programme.withdrawn': [({ version }) => `withdrew version ${version} of the rules`, 'warning'],
  'rates.imported': [({ added }) => `imported ${counted(Number(added), 'exchange rate')}`],
  'rate.set': [({ currency, day, rate }) => `set the rate of ${currency} on ${day} to ${rate}`],
  'lead.registered': ['registered the client', 'info'],
  'lead.edited': ['edited the details'],
  'lead.moved': [({ from, to }) => `moved it from ${from} to ${to}`],
  'lead.won': [(data) => `won the deal at ${money(data)}`, 'success'],
  'lead.lost': ['marked it as lost', 'danger'],
  'lead.reopened': ['reopened it', 'info'],
  'lead.win_undone': ['took the win back', 'warning'],
  'lead.reversed': ['reversed the won deal', 'danger'],
  'lead.refunded': [(data) => `refunded ${money(data)}`, 'warning'],
  'lead.shared': [
    ({ after }) =>
      Array.isArray(after) && after.length > 0
        ? `shared the deal: ${after.join(', ')}`
        : 'gave the whole deal back to its owner',
    'info',
  ],
  'lead.imported': ['imported it'],
  'lead.registration_refused': [
    ({ partnerName }) => `tried to register this client for ${partnerName}, and was refused`,
    'warning',
  ],
  'lead.reassigned': ['changed the owner'],
  'lead.protection_extended': [({ days }) => `extended the protection by ${days} days`, 'info'],
  'lead.protection_ending': ['reminded the partner that protection ends soon', 'warning'],
  'lead.conflict_ruled': [
    ({ ruling, contender }) => `${rulingWords[String(ruling)]} (${contender})`,
    'info',
  ],
  'call.logged': [
    ({ contact, outcome, seconds, callerName }) =>
      `logged a call by ${callerName} to ${contact}: ${callWords(outcome)}, ${lengthOf(Number(seconds))}`,
  ],
  'call.removed': [({ contact }) => `took back a call to ${contact}`, 'warning'],
  'commission.earned': [
    (data) =>
      data.rule
        ? `made the bonus “${data.rule}” of ${money(data)}`
        : `made the commission of ${money(data)}`,
    'info',
  ],
  'commission.approved': ['approved it', 'success'],
  'commission.held': ['put it on hold', 'warning'],
  'commission.released': ['released it'],
  'commission.rejected': ['rejected it', 'danger'],
  'commission.reversed': ['reversed it', 'danger'],
  'commission.clawed_back': [(data) => `took back ${money(data)} of the commission`, 'warning'],
  'commission.adjusted': [(data) => `made an adjustment of ${money(data)}`, 'warning'],
  'commission.paid': [({ reference }) => `paid it, reference ${reference}`, 'success'],
  'commission.restored': ['put it back as it was', 'info'],
  'risk.flagged': [({ kind }) => `flagged it: ${flagWords(kind)}`, 'warning'],
  'risk.cleared': [({ kind }) => `cleared the flag: ${flagWords(kind)}`, 'success'],
  'risk.confirmed': [({ kind }) => `confirmed the flag: ${flagWords(kind)}`, 'danger'],
  'operation.undone': [
    ({ kind, restored }) =>
      `undid the ${(operationKindLabels[kind as OperationKind] ?? 'operation').toLowerCase()}, ${restored} put back`,
    'info',
  ],
  'payout.drafted': ['drafted the payout'],
  'payout.approved': [
    ({ onBehalfOf }) => `approved the payout${onBehalfOf ? ` on behalf of ${onBehalfOf}` : ''}`,
    'info',
  ],
  'payout.sent': [
    ({ provider, attempt }) =>
      `sent it${provider === 'bank_file' ? ' in a bank file' : ''}${Number(attempt) > 1 ? `, attempt ${attempt}` : ''}`,
    'info',
  ],
  'payout.paid': [({ reference }) => `marked it as paid, reference ${reference}`, 'success'],
  'payout.failed': [({ error }) => `found that it failed: ${error}`, 'danger'],
  'payout.contradicted': [
    ({ status, reference }) =>
      `heard from the provider that it is ${status}${reference ? `, reference ${reference}` : ''}, against what is recorded here. Check the bank statement before anything is paid again`,
    'danger',
  ],
  'payout.unknown': ['got no answer and asks what became of it', 'warning'],
  'payout.cancelled': ['cancelled the payout', 'danger'],
  'approval.delegated': [
    ({ from, to }) => `let them approve payouts from ${from} to ${to}`,
    'warning',
  ],
  'approval.revoked': ['ended their delegation'],
  'analytics.difference': ['found counts of events that differ from the rows', 'danger'],
  'ledger.difference': [
    (data) => `found that the books do not agree: ${differences(data)}`,
    'danger',
  ],
  'ledger.reconciled': ['found that the books agree again', 'success'],
  'import.uploaded': ['uploaded the file'],
  'import.confirmed': ['confirmed the import'],
  'import.completed': ['finished the import', 'success'],
  'import.cancelled': ['cancelled the import'],
  'import.failed': ['stopped the import', 'danger'],
}
