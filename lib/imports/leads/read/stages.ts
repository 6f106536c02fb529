import type { LeadStatus } from '../../../leads/schema'
import { plainWord } from '../../plain-word'

const synonyms: Record<LeadStatus, string> = {
  prospect:
    'prospect, prospecting, new, open, lead, new lead, unqualified, contacted, attempted, cold, warm, inbound, to do, backlog',
  qualified:
    'qualified, engaging, engaged, working, in progress, qualification, discovery, meeting, meeting scheduled, demo, demo scheduled, appointment scheduled, qualified to buy, needs analysis, nurturing, opportunity, active',
  proposal_sent:
    'proposal sent, proposal, quote, quoted, quote sent, offer, offer sent, presentation, presentation scheduled, proposal made, value proposition, proposal price quote, estimate sent',
  negotiating:
    'negotiating, negotiation, negotiations, negotiation review, contract, contract sent, contract review, in negotiation, decision maker bought in, commit, verbal, verbal commitment, closing, legal',
  closed_won:
    'closed won, won, win, successful, sold, signed, customer, converted, closed successful, deal won, paid, gewonnen, gagné, ganado',
  closed_lost:
    'closed lost, lost, loss, dead, disqualified, rejected, abandoned, churned, no decision, cancelled, canceled, closed unsuccessful, deal lost, junk, verloren, perdu, perdido',
}

const known = new Map(
  Object.entries(synonyms).flatMap(([status, words]) =>
    words.split(', ').map((word) => [word, status as LeadStatus] as const),
  ),
)

/** What a word usually counts as; undefined for one that must be asked about. */
export const guessStage = (text: string): LeadStatus | undefined => known.get(plainWord(text))

export const guessStages = (words: readonly string[]): Record<string, LeadStatus> =>
  Object.fromEntries(
    words.flatMap((word) => {
      const status = guessStage(word)
      return status ? [[plainWord(word), status]] : []
    }),
  )
