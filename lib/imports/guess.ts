import { provenDateOrder } from './read/date-order'
import { guessStages } from './read/stages'
import { type Column, type ImportField, importFields, type Mapping } from './schema'

/** How headers are usually called; the more telling names first. */
const names: Record<ImportField, string> = {
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

const headerWord = (name: string) =>
  name
    .normalize('NFKC')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

const is = {
  email: (text: string) => /^\S+@\S+\.\S+$/.test(text),
  amount: (text: string) => /^[\p{Sc}A-Z\s]*-?\d[\d\s.,'’]*[\p{Sc}A-Z\s]*$/u.test(text),
  date: (text: string) =>
    /^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}/.test(text) || /^\d{1,2} \w{3,9} \d{4}/.test(text),
  url: (text: string) => /^(https?:\/\/|www\.)/i.test(text),
}

const wanted: Partial<Record<ImportField, (text: string) => boolean>> = {
  partnerEmail: is.email,
  clientEmail: is.email,
  value: is.amount,
  createdAt: is.date,
  closedAt: is.date,
}

/** How well a column fits a field: by its name, unless its values speak against it. */
function fit(column: Column, field: ImportField): number {
  const fits = wanted[field]
  if (fits && column.samples.length > 0 && !column.samples.some(fits)) return 0
  if (field === 'stage' && !column.words) return 0
  const known = names[field].split(', ')
  const at = known.indexOf(headerWord(column.name))
  return at === -1 ? 0 : 100 - at
}

/** What the values alone tell, for columns whose name says nothing. */
function byValues(column: Column): ImportField | undefined {
  const all = (test: (text: string) => boolean) =>
    column.samples.length > 0 && column.samples.every(test)
  if (all(is.email)) return 'clientEmail'
  if (all(is.url)) return 'website'
  const stages = guessStages(column.words?.map(({ word }) => word) ?? [])
  if (column.words && Object.keys(stages).length > column.words.length / 2) return 'stage'
  return undefined
}

export function guessColumns(columns: readonly Column[]): Mapping['columns'] {
  const found: Mapping['columns'] = {}
  const taken = new Set<number>()
  const take = (field: ImportField, index: number) => {
    if (found[field] !== undefined || taken.has(index)) return
    found[field] = index
    taken.add(index)
  }
  const pairs = importFields.flatMap((field) =>
    columns.map((column, index) => ({ field, index, score: fit(column, field) })),
  )
  pairs.sort((a, b) => b.score - a.score)
  for (const { field, index, score } of pairs) if (score > 0) take(field, index)
  columns.forEach((column, index) => {
    const field = byValues(column)
    if (field) take(field, index)
  })
  return found
}

const marks: Record<string, string> = { '€': 'EUR', '£': 'GBP', '₹': 'INR', '₩': 'KRW', '₪': 'ILS' }

function guessCurrency(column: Column | undefined, usual: string): string {
  const text = column?.samples.join(' ') ?? ''
  const mark = Object.keys(marks).find((symbol) => text.includes(symbol))
  if (mark) return marks[mark] ?? usual
  return text.includes('$') && !/(USD|CAD|AUD|MXN|SGD|HKD|NZD)/.test(usual) ? 'USD' : usual
}

/** A mapping to start from; the person sees and changes all of it. */
export function guessMapping(columns: readonly Column[], currency: string): Mapping {
  const mapped = guessColumns(columns)
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
