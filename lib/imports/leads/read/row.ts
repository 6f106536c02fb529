import { z } from 'zod'
import * as f from '../../../fields'
import type { LeadStatus } from '../../../leads/schema'
import { parseMoney } from '../../../money'
import { isoDate } from '../../../time'
import type { ReadContext, Reading, StagedCells } from '../../kind'
import { plainWord } from '../../plain-word'
import type { Mapping } from '../../schema'
import { overlong, valuesOf } from '../../values'
import type { LeadField } from '../fields'
import { readDate } from './dates'
import { guessStage } from './stages'

/** A row as the database takes it; times missing here are filled in when it is imported. */
export type ParsedRow = {
  partnerName: string
  partnerEmail: string | null
  /** The partner's name as it is compared. */
  partnerKey: string
  businessName: string | null
  clientName: string | null
  clientEmail: string | null
  clientPhone: string | null
  website: string | null
  description: string | null
  status: LeadStatus
  value: number
  currency: string
  createdAt: string | null
  closedAt: string | null
  expectedCloseOn: string | null
  lostReason: string | null
  externalId: string | null
  source: string
}

type Read = Omit<Reading, 'parsed'> & { parsed: ParsedRow | null }

/** Made once: a schema costs a thousand times what reading a cell by it does. */
const cells = {
  partnerName: f.line(120),
  partnerEmail: f.email,
  businessName: f.line(200),
  clientName: f.line(160),
  clientEmail: f.email,
  clientPhone: f.phone,
  website: f.website,
  description: f.prose(4000),
  currency: z
    .string()
    .transform((code) => code.toUpperCase())
    .pipe(f.currency),
  lostReason: f.prose(500),
  externalId: f.line(200),
  source: f.line(60),
}
type TextField = keyof typeof cells

/** Names are compared in one case, one form of Unicode and single spaces. */
export const nameKey = (name: string) =>
  name.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase()

/** Reads one row under a mapping: what it means, or what is wrong with which of its cells. */
export function readRow(staged: StagedCells, context: ReadContext): Read {
  const { mapping, width, zone, now } = context
  const values = valuesOf(staged, mapping)
  const errors: Record<string, string> = {}
  const text = (field: LeadField) => (values[field] ?? '').trim()

  const take = (field: TextField): string | null => {
    const value = text(field)
    if (value === '') return null
    const result = cells[field].safeParse(value)
    if (result.success) return result.data
    errors[field] = result.error.issues[0]?.message ?? 'This cannot be read.'
    return null
  }
  /** What belongs on one line is put there. */
  const oneLine = (field: TextField) => {
    values[field] = text(field).replace(/\s+/g, ' ')
    return take(field)
  }
  const date = (field: 'createdAt' | 'closedAt') => {
    if (text(field) === '') return null
    const { at, error } = readDate(text(field), mapping.dateOrder, zone)
    if (error) errors[field] = error
    return at ?? null
  }

  const beyond = overlong(staged, width)
  if (beyond) errors.row = beyond

  const partnerEmail = take('partnerEmail')
  const partnerName = oneLine('partnerName') ?? partnerEmail?.split('@')[0] ?? ''
  if (partnerName === '' && !errors.partnerName && !errors.partnerEmail)
    errors.partnerName = 'Every lead needs its partner. Give a name or an e-mail.'

  const status = stageOf(text('stage'), mapping, errors)
  const currency = text('currency') === '' ? mapping.currency : take('currency')
  const value = amountOf(text('value'), currency ?? mapping.currency, status, errors)
  const createdAt = past('createdAt', date('createdAt'), { now, zone }, errors)
  const closed = status === 'closed_won' || status === 'closed_lost'
  const closing = date('closedAt')
  const closedAt = closed ? past('closedAt', closing, { now, zone }, errors) : null
  if (createdAt && closedAt && closedAt < createdAt)
    errors.closedAt = 'It cannot be closed before it was created.'
  const externalId = oneLine('externalId')

  const parsed = {
    partnerName,
    partnerEmail,
    partnerKey: nameKey(partnerName),
    businessName: oneLine('businessName'),
    clientName: oneLine('clientName'),
    clientEmail: take('clientEmail'),
    clientPhone: take('clientPhone'),
    website: take('website'),
    description: take('description'),
    status: status ?? 'prospect',
    value: value ?? 0,
    currency: currency ?? mapping.currency,
    createdAt: (createdAt ?? closedAt)?.toISOString() ?? null,
    closedAt: (closed ? (closedAt ?? createdAt) : null)?.toISOString() ?? null,
    expectedCloseOn: !closed && closing ? isoDate(closing, zone) : null,
    lostReason: status === 'closed_lost' ? (take('lostReason') ?? 'Imported') : null,
    externalId,
    source: oneLine('source') ?? 'import',
  }
  const good = Object.keys(errors).length === 0
  return { parsed: good ? parsed : null, errors, externalId }
}

type Errors = Record<string, string>

function stageOf(text: string, mapping: Mapping, errors: Errors): LeadStatus | null {
  if (text === '') {
    if (mapping.columns.stage === undefined) return 'prospect'
    errors.stage = 'The stage is missing.'
    return null
  }
  const status = mapping.stages[plainWord(text)] ?? guessStage(text)
  if (!status) errors.stage = 'Nothing says what this stage counts as.'
  return status ?? null
}

function amountOf(text: string, currency: string, status: LeadStatus | null, errors: Errors) {
  if (text === '') {
    if (status === 'closed_won') errors.value = 'A won deal needs its value; zero is fine.'
    return null
  }
  const { minor, error } = parseMoney(text, currency)
  if (error) errors.value = error
  return minor ?? null
}

/** What has happened lies in the past; today's noon may still be ahead. */
function past(
  field: 'createdAt' | 'closedAt',
  at: Date | null,
  { now, zone }: { now: Date; zone: string },
  errors: Errors,
): Date | null {
  if (!at || at <= now) return at
  if (isoDate(at, zone) === isoDate(now, zone)) return now
  errors[field] = 'This lies in the future.'
  return null
}
