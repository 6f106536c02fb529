import { z } from 'zod'
import { domainOf, placeOf, slugOf } from '../../directories/address'
import * as f from '../../fields'
import { parseMoney } from '../../money'
import { openRow } from '../cells'
import type { ReadContext, Reading, StagedCells } from '../kind'
import type { DirectoryField } from './fields'
import { businessFieldOf, categoryOf, linkTypeOf, methodOf, pricingOf } from './words'

const whole = (min: number, max: number) =>
  z.coerce
    .number('This is not a number.')
    .int('This is not a whole number.')
    .min(min, `Please give a number from ${min} to ${max}.`)
    .max(max, `Please give a number from ${min} to ${max}.`)

const cells = {
  name: f.line(200),
  url: f.website,
  submissionUrl: f.website,
  description: f.prose(2000),
  country: z
    .string()
    .transform((code) => code.toUpperCase())
    .pipe(z.string().regex(/^[A-Z]{2}$/, 'This is not a country of two letters, such as US.')),
  daScore: whole(0, 100),
  currency: z
    .string()
    .transform((code) => code.toUpperCase())
    .pipe(f.currency),
  credits: whole(1, 100),
  approvalDays: whole(0, 365),
  externalId: f.line(200),
}

/** "Name*, phone; logo" → the fields asked for; a mark behind one, or "required", says that it must be there. */
function askedFields(text: string) {
  const fields: Record<string, { required: boolean }> = {}
  const unknown: string[] = []
  for (const part of text.split(/[,;|\n]/)) {
    const word = part.replace(/\*|\(.*?\)/g, '').trim()
    if (word === '') continue
    const field = businessFieldOf(word)
    if (field) fields[field] = { required: !/\(optional\)/i.test(part) }
    else unknown.push(word)
  }
  return { fields, unknown }
}

/** Reads one row of directories under a mapping. */
export function readRow(staged: StagedCells, context: ReadContext): Reading {
  const { text, take, oneLine, fail, errors } = openRow<DirectoryField>(staged, context)

  function word<Value>(
    field: DirectoryField,
    of: (text: string) => Value | undefined,
    usual: Value,
  ) {
    if (text(field) === '') return usual
    const value = of(text(field))
    if (value === undefined) fail(field, 'We do not know this word.')
    return value ?? usual
  }

  const url = take('url', cells.url)
  if (!url && !errors.url) fail('url', 'Every directory needs its address.')
  const name = oneLine('name', cells.name) ?? (url ? domainOf(url) : '')
  const currency = take('currency', cells.currency) ?? context.mapping.currency
  const price = text('price') === '' ? null : parseMoney(text('price'), currency)
  if (price?.error) fail('price', price.error)
  const { fields, unknown } = askedFields(text('asks'))
  if (unknown.length > 0) fail('asks', `No field of a business is called “${unknown[0]}”.`)
  const priced = price?.minor !== undefined && price.minor > 0
  const externalId = oneLine('externalId', cells.externalId)
  const parsed = {
    key: url ? placeOf(url) : null,
    slug: url ? slugOf(name, url) : null,
    name,
    url,
    domain: url ? domainOf(url) : null,
    submissionUrl: take('submissionUrl', cells.submissionUrl),
    description: take('description', cells.description) ?? '',
    category: word('category', categoryOf, 'other'),
    country: take('country', cells.country),
    daScore: take('daScore', cells.daScore),
    linkType: word('linkType', linkTypeOf, 'unknown'),
    pricing: word('pricing', pricingOf, priced ? 'paid' : 'free'),
    priceCents: priced ? price.minor : null,
    priceCurrency: priced ? currency : null,
    credits: take('credits', cells.credits) ?? 1,
    approvalDays: take('approvalDays', cells.approvalDays),
    method: word('method', methodOf, 'manual'),
    requirements: { fields, proofs: [], notes: '' },
    externalId,
  }
  const good = Object.keys(errors).length === 0
  return { parsed: good ? parsed : null, errors, externalId }
}
