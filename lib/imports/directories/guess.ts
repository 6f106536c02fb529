import {
  allSamples,
  type GuessRules,
  guessColumns,
  guessCurrency,
  is,
  plainMapping,
} from '../guess'
import { missingColumns } from '../rules'
import type { Column, Mapping } from '../schema'
import type { DirectoryField } from './fields'

const rules: GuessRules<DirectoryField> = {
  names: {
    name: 'directory, directory name, name, site name, site, title, website name, platform',
    url: 'url, address, website, web site, homepage, link, domain, directory url, site url, web address',
    submissionUrl:
      'submission url, submit url, submission link, submission page, add url, listing url, form, address of the form, signup url',
    description: 'description, about, notes, note, comments, details',
    category: 'category, type, niche, industry, kind, directory type, categories',
    country: 'country, country code, region, location, market',
    daScore:
      'da, da score, domain authority, authority, moz da, dr, domain rating, ahrefs dr, score',
    linkType: 'link type, links, link, follow, dofollow, dofollow nofollow, backlink type, rel',
    pricing: 'pricing, pricing model, cost type, free or paid, free, paid, payment, plan',
    price: 'price, cost, fee, amount, listing price',
    currency: 'currency, currency code, price currency',
    credits: 'credits, credit, credit cost',
    approvalDays:
      'days to approval, approval days, approval time, average approval days, turnaround, review days, median days to approval',
    method: 'method, automation, automation method, submission method, how',
    asks: 'asks for, requirements, required fields, fields, requires, needs, required',
    externalId: 'id, external id, record id, reference, ref, uuid, key, number',
  },
  wanted: { url: is.address, submissionUrl: is.address, daScore: is.number, price: is.amount },
  byValues: (column) => (allSamples(column, is.url) ? 'url' : undefined),
}

export function guessMapping(columns: readonly Column[], currency: string): Mapping {
  const mapped = guessColumns(columns, rules)
  const price = mapped.price === undefined ? undefined : columns[mapped.price]
  return plainMapping(mapped, guessCurrency(price, currency))
}

export function mappingObstacles(mapping: Mapping, columns: readonly Column[]) {
  const fields = missingColumns(mapping, columns)
  if (mapping.columns.url === undefined)
    fields['columns.url'] = 'Choose the column that holds the address of the directory.'
  return fields
}
