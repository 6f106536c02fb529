import { allSamples, type GuessRules, guessColumns, guessCurrency, is } from '../guess'
import type { Column, Mapping } from '../schema'
import type { LeadField } from './fields'
import { provenDateOrder } from './read/date-order'
import { guessStages } from './read/stages'

/** How headers are usually called; the more telling names first. */
const names: Record<LeadField, string> = {
  partnerName:
    'partner, partner name, sales agent, agent, affiliate, affiliate name, referrer, referred by, sales rep, rep, owner, lead owner, opportunity owner, deal owner, account manager, salesperson, seller, reseller',
  partnerEmail:
    'partner email, partner e mail, agent email, affiliate email, referrer email, owner email, rep email, sales agent email',
  businessName:
    'account, account name, business, business name, company, company name, organization, organisation, organization name, customer, customer name, client company, firm',
  clientName:
    'client, client name, contact, contact name, lead, lead name, full name, name, person, primary contact',
  clientEmail:
    'client email, client e mail, email, e mail, email address, contact email, lead email',
  clientPhone: 'phone, client phone, telephone, phone number, mobile, contact phone',
  website: 'website, web site, domain, url, homepage, company website, company domain',
  description:
    'description, project description, deal name, opportunity name, opportunity, product, project, notes, note, comments, title, subject',
  stage: 'stage, deal stage, status, lead status, opportunity stage, pipeline stage, state, phase',
  value:
    'value, close value, deal value, amount, deal amount, estimated value, project value, opportunity amount, revenue, price, total, deal size, expected revenue',
  currency: 'currency, currency code, deal currency, amount currency, currency iso code',
  createdAt:
    'created, created at, create date, created date, created on, engage date, engaged, start date, opened, open date, registered, date added, date created, lead date',
  closedAt:
    'closed, close date, closed at, closed on, closing date, close, won date, date closed, actual close date, expected close date, end date',
  lostReason: 'lost reason, loss reason, closed lost reason, reason lost, reason',
  externalId:
    'id, external id, opportunity id, deal id, lead id, record id, reference, ref, uuid, key, number, deal number',
  source: 'source, lead source, channel, origin, utm source, campaign',
}

const rules: GuessRules<LeadField> = {
  names,
  wanted: {
    partnerEmail: is.email,
    clientEmail: is.email,
    value: is.amount,
    createdAt: is.date,
    closedAt: is.date,
  },
  refuses: (column, field) => field === 'stage' && !column.words,
  byValues(column) {
    if (allSamples(column, is.email)) return 'clientEmail'
    if (allSamples(column, is.url)) return 'website'
    const stages = guessStages(column.words?.map(({ word }) => word) ?? [])
    if (column.words && Object.keys(stages).length > column.words.length / 2) return 'stage'
    return undefined
  },
}

/** A mapping to start from; the person sees and changes all of it. */
export function guessMapping(columns: readonly Column[], currency: string): Mapping {
  const mapped = guessColumns(columns, rules)
  const words = mapped.stage === undefined ? [] : (columns[mapped.stage]?.words ?? [])
  return {
    columns: mapped,
    stages: guessStages(words.map(({ word }) => word)),
    dateOrder: provenDateOrder(columns, mapped).order,
    currency: guessCurrency(
      mapped.value === undefined ? undefined : columns[mapped.value],
      currency,
    ),
    alreadyPaid: false,
  }
}
