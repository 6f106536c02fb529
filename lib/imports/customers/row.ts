import { z } from 'zod'
import { type SubscriptionTier, subscriptionTierLabels } from '../../customers/labels'
import * as f from '../../fields'
import { e164, phoneProblem } from '../../leads/phone'
import { openRow } from '../cells'
import type { ReadContext, Reading, StagedCells } from '../kind'
import { plainWord } from '../plain-word'
import type { CustomerField } from './fields'

const cells = {
  email: f.email,
  fullName: f.line(200),
  companyName: f.line(200),
  phone: f.phone,
  website: f.website,
  shortDescription: f.line(160),
  street: f.line(200),
  city: f.line(120),
  region: f.line(120),
  postalCode: f.line(20),
  country: z
    .string()
    .transform((code) => code.toUpperCase())
    .pipe(z.string().regex(/^[A-Z]{2}$/, 'This is not a country of two letters, such as US.')),
  externalId: f.line(200),
}

const tiers = Object.entries(subscriptionTierLabels) as [SubscriptionTier, string][]
const tierOf = (text: string) =>
  tiers.find(([tier, label]) => [tier, plainWord(label)].includes(plainWord(text)))?.[0]

const filled = (values: Record<string, string | null>) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null))

/** Reads one row of customers under a mapping. */
export function readRow(staged: StagedCells, context: ReadContext): Reading {
  const { text, take, oneLine, fail, errors } = openRow<CustomerField>(staged, context)
  const line = (field: Exclude<CustomerField, 'tier'>) => oneLine(field, cells[field])

  const email = take('email', cells.email)
  if (!email && !errors.email) fail('email', 'Every customer needs an e-mail.')
  const country = take('country', cells.country)
  const phone = take('phone', cells.phone)
  if (phone && !e164(phone, country))
    fail('phone', phoneProblem(phone) ?? 'Give the country code, such as +49 30 1234567.')
  const tier = text('tier') === '' ? 'basic' : tierOf(text('tier'))
  if (!tier) fail('tier', `Give one of ${tiers.map(([, label]) => label).join(', ')}.`)
  const fullName = line('fullName')
  const companyName = line('companyName') ?? fullName
  if (!companyName && !errors.companyName && !errors.fullName)
    fail('companyName', 'Every customer needs a company or a name.')
  const address = filled({
    street: line('street'),
    city: line('city'),
    region: line('region'),
    postalCode: line('postalCode'),
    country,
  })
  const externalId = line('externalId')
  const parsed = {
    key: email,
    email,
    fullName: fullName ?? companyName,
    companyName,
    tier: tier ?? 'basic',
    externalId,
    business: {
      ...filled({
        phone,
        website: take('website', cells.website),
        shortDescription: line('shortDescription'),
      }),
      ...(Object.keys(address).length > 0 ? { address } : {}),
    },
  }
  const good = Object.keys(errors).length === 0
  return { parsed: good ? parsed : null, errors, externalId }
}
