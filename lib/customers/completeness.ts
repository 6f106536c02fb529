import type { Business } from './business'

type Part = {
  words: string
  /** What directories ask for more often weighs more. */
  weight: number
  has: (business: Business) => boolean
}

const filled = (value: unknown) =>
  Array.isArray(value)
    ? value.length > 0
    : value !== null && typeof value === 'object'
      ? Object.values(value).some(Boolean)
      : Boolean(value)

const parts: Part[] = [
  { words: 'the business name', weight: 10, has: ({ name }) => filled(name) },
  { words: 'a short description', weight: 8, has: (b) => filled(b.shortDescription) },
  { words: 'a long description', weight: 8, has: ({ description }) => filled(description) },
  { words: 'categories', weight: 10, has: ({ categories }) => filled(categories) },
  { words: 'a phone number', weight: 10, has: ({ phone }) => filled(phone) },
  { words: 'an e-mail address', weight: 8, has: ({ email }) => filled(email) },
  { words: 'the website', weight: 10, has: ({ website }) => filled(website) },
  {
    words: 'the address: street, city, postal code and country',
    weight: 14,
    has: ({ address }) =>
      Boolean(address?.street && address.city && address.postalCode && address.country),
  },
  {
    words: 'opening hours for every day',
    weight: 6,
    has: ({ hours }) => Object.values(hours ?? {}).filter(Array.isArray).length === 7,
  },
  { words: 'a logo', weight: 4, has: ({ logoUrl }) => filled(logoUrl) },
  { words: 'a social profile', weight: 3, has: ({ socials }) => filled(socials) },
  { words: 'keywords', weight: 3, has: ({ keywords }) => filled(keywords) },
  { words: 'the year it was founded', weight: 2, has: (b) => filled(b.yearFounded) },
  { words: 'languages', weight: 2, has: ({ languages }) => filled(languages) },
  { words: 'ways to pay', weight: 2, has: (b) => filled(b.paymentMethods) },
]

/** How much of the profile is there, in a hundred, and what is missing, the weightiest first. */
export function completeness(business: Business): { percent: number; missing: string[] } {
  const missing = parts.filter(({ has }) => !has(business)).sort((a, b) => b.weight - a.weight)
  const lost = missing.reduce((sum, { weight }) => sum + weight, 0)
  return { percent: 100 - lost, missing: missing.map(({ words }) => words) }
}
