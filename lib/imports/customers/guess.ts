import { allSamples, type GuessRules, guessColumns, is, plainMapping } from '../guess'
import { missingColumns } from '../rules'
import type { Column, Mapping } from '../schema'
import type { CustomerField } from './fields'

const rules: GuessRules<CustomerField> = {
  names: {
    email: 'email, e mail, email address, customer email, contact email, billing email, mail',
    fullName:
      'full name, name, contact, contact name, customer name, customer, person, first and last name, primary contact',
    companyName:
      'company, company name, business, business name, organization, organisation, account, account name, firm',
    phone: 'phone, phone number, telephone, tel, mobile, contact phone',
    website: 'website, web site, url, domain, homepage, web address',
    tier: 'tier, plan, subscription, subscription tier, package, level, product',
    shortDescription: 'short description, description, tagline, about, summary',
    street: 'street, address, street address, address line 1, address 1',
    city: 'city, town, locality',
    region: 'region, state, province, county',
    postalCode: 'postal code, zip, zip code, postcode, post code',
    country: 'country, country code',
    externalId: 'id, external id, customer id, record id, reference, ref, uuid, key, number',
  },
  wanted: { email: is.email, website: is.address },
  byValues: (column) => (allSamples(column, is.email) ? 'email' : undefined),
}

export const guessMapping = (columns: readonly Column[], currency: string): Mapping =>
  plainMapping(guessColumns(columns, rules), currency)

export function mappingObstacles(mapping: Mapping, columns: readonly Column[]) {
  const fields = missingColumns(mapping, columns)
  if (mapping.columns.email === undefined)
    fields['columns.email'] = 'Choose the column that holds the e-mail of the customer.'
  return fields
}
