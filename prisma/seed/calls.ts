import { sql } from 'kysely'
import { logCall } from '../../lib/calls/commands'
import type { CallOutcome } from '../../lib/calls/labels'
import { as, type House } from './batches'
import { between, chance, days, pick, workday } from './chance'
import { type Act, play } from './stage'

type Lead = { id: string; contact: string; phone: string | null; since: Date; until: Date }

const missed: CallOutcome[] = ['no_answer', 'no_answer', 'voicemail', 'busy', 'call_again']
const notes = [
  null,
  null,
  'Wants the offer by mail first.',
  'Asked how long the listings take.',
  'Decides together with the business partner next week.',
  'Compares us with one other agency.',
  'Happy with the proposal, only the start has to move.',
]

/** What people said to clients on the phone in the last months: some calls in vain, most heard. */
export async function callsOf(house: House, now: Date) {
  const { manager, admin, members } = house
  const vera = members.get('va')?.vaId ?? null
  const leads = await as(manager, now, async ({ db }) => {
    const { rows } = await sql<Lead>`
      select id, coalesce(client_name, business_name) as contact, client_phone as phone, created_at as since,
        coalesce(closed_at, ${now}::timestamptz) as until
      from client_leads where created_at > ${new Date(now.getTime() - days(150))}::timestamptz
        and coalesce(client_name, business_name) is not null order by created_at, id`.execute(db)
    return rows
  })
  const acts: Act[] = []
  for (const { id, contact, phone, since, until } of leads) {
    if (chance(0.25)) continue
    let at = since
    for (let call = between(1, 3); call > 0; call--) {
      at = workday(at, 1, 6)
      const outcome = chance(0.6) ? 'reached' : chance(0.08) ? 'wrong_number' : pick(missed)
      const seconds = outcome === 'reached' ? between(70, 1300) : between(4, 40)
      const ended = new Date(at.getTime() + seconds * 1000)
      if (ended >= until || ended >= now) break
      const rating = outcome === 'reached' && chance(0.4) ? between(3, 5) : null
      const by = chance(0.8) ? manager : admin
      const callerId = chance(0.2) ? vera : null
      const note = outcome === 'reached' ? pick(notes) : null
      const input = {
        leadId: id,
        callerId,
        contact,
        phone,
        startedAt: at,
        seconds,
        outcome,
        rating,
        note,
      }
      acts.push({ at: ended, by: () => by, run: (ctx) => logCall(ctx, input) })
      if (outcome === 'wrong_number') break
    }
  }
  await play(acts, () => {})
}
