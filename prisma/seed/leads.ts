import type { Member } from '../../lib/auth/actor'
import { registerLead } from '../../lib/leads/registration'
import type { LeadStatus } from '../../lib/leads/schema'
import { moveLead } from '../../lib/leads/stage'
import { between, chance, faker, pick, workday } from './chance'
import type { Cast } from './partners'
import type { Act } from './stage'

const kinds = [
  'Bakery',
  'Dental',
  'Roofing',
  'Yoga',
  'Bikes',
  'Law',
  'Interiors',
  'Catering',
  'Physio',
  'Garage',
  'Florist',
  'Optics',
  'Studio',
  'Plumbing',
  'Kitchens',
  'Vets',
  'Hotel',
  'Brewery',
]
const projects = [
  'New website with booking and a listing in the local directories.',
  'Listings in about forty directories, then monthly reporting.',
  'Rebuild of the shop, photos are there already.',
  'Search campaign before the opening in spring.',
  'They have three locations and want each of them found.',
  'Wants a quote by the end of the month, compares two agencies.',
]
const lostReasons = [
  'Chose another agency',
  'No budget this year',
  'No answer after the proposal',
  'Went with a freelancer',
  'Project postponed',
]

const usedDomains = new Set<string>()

function client() {
  let name: string
  let domain: string
  do {
    name = `${faker.person.lastName()} ${pick(kinds)}`
    domain = `${name.toLowerCase().replace(/[^a-z0-9]+/g, '-')}.example`
  } while (usedDomains.has(domain))
  usedDomains.add(domain)
  const person = faker.person.fullName().replace(/^(Mr|Mrs|Ms|Miss|Dr)\.? /, '')
  return {
    clientName: person,
    clientEmail: `${person.split(' ')[0]}@${domain}`.toLowerCase().replace(/[^a-z0-9.@-]/g, ''),
    businessName: name,
    website: chance(0.7) ? `https://www.${domain}` : null,
    clientPhone: chance(0.6)
      ? `+1 ${between(201, 989)} 555 ${String(between(0, 9999)).padStart(4, '0')}`
      : null,
    projectDescription: chance(0.8) ? pick(projects) : null,
  }
}

/** Cents: mostly a few thousand, now and then a large one. */
const value = () => Math.round(Math.exp(faker.number.float({ min: 6.8, max: 9.9 }))) * 100

const path: LeadStatus[] = ['qualified', 'proposal_sent', 'negotiating']

type Story = { cast: Cast; seller: Member; now: Date; currency: string }

/** One client from registration to wherever it stands today. */
export function leadStory({ cast, seller, now, currency }: Story): Act[] {
  const span = Math.max(1, (now.getTime() - cast.joinedAt.getTime()) / 86_400_000 - 3)
  const start = workday(cast.joinedAt, 2, span)
  if (start >= now) return []
  const details = client()
  const estimatedValue = value()
  let leadId = ''
  const acts: Act[] = [
    {
      at: start,
      by: () => cast.member ?? seller,
      run: async (ctx) => {
        const made = await registerLead(ctx, {
          ...details,
          estimatedValue,
          currency,
          ...(cast.member ? {} : { partnerId: undefined }),
        })
        if ('id' in made) leadId = made.id
        return made
      },
    },
  ]
  const move = (
    at: Date,
    to: LeadStatus,
    extra: { reason?: string; projectValue?: number } = {},
  ): boolean => {
    if (at >= now) return false
    acts.push({ at, by: () => seller, run: (ctx) => moveLead(ctx, { id: leadId, to, ...extra }) })
    return true
  }
  const wins = chance(cast.winRate)
  // What has not been won within a season is lost; only younger leads are still open.
  const old = now.getTime() - start.getTime() > 100 * 86_400_000
  const losesAt = wins ? -1 : old || chance(0.5) ? between(0, 3) : 9
  let at = start
  for (const [step, status] of path.entries()) {
    at = workday(at, 1, 9)
    if (step === losesAt) {
      move(at, 'closed_lost', { reason: pick(lostReasons) })
      return acts
    }
    // Some leads stop somewhere and stay open.
    if (losesAt === 9 && chance(0.35)) return acts
    if (!move(at, status)) return acts
  }
  at = workday(at, 2, 14)
  if (losesAt === 3) move(at, 'closed_lost', { reason: pick(lostReasons) })
  if (wins) {
    const projectValue =
      Math.round((estimatedValue * faker.number.float({ min: 0.7, max: 1.25 })) / 100) * 100
    move(at, 'closed_won', { projectValue })
    if (chance(0.015))
      move(workday(at, 1, 3), 'closed_lost', { reason: 'The client withdrew from the contract' })
  }
  return acts
}
