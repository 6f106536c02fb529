import type { BusinessField, Category, LinkType, Pricing, ProofKind } from '../labels'
import type { Requirements } from '../requirements'

export type CatalogueEntry = {
  slug: string
  name: string
  url: string
  submissionUrl?: string
  category: Category
  /** ISO 3166 of the only country it lists. */
  country?: string
  pricing: Pricing
  linkType?: LinkType
  description: string
  requirements: Requirements
}

type Asks = { required: BusinessField[]; also?: BusinessField[] }

/** What directories of a kind ask for, in general terms; whoever submits refines it. */
const kinds = {
  place: {
    required: ['name', 'address', 'phone', 'categories'],
    also: ['website', 'hours', 'shortDescription'],
  },
  company: {
    required: ['name', 'website', 'email', 'categories', 'shortDescription'],
    also: ['address', 'phone', 'description'],
  },
  software: {
    required: ['name', 'website', 'email', 'categories', 'shortDescription'],
    also: ['description', 'logoUrl'],
  },
  launch: { required: ['name', 'website', 'email', 'shortDescription'], also: ['logoUrl'] },
  agency: {
    required: ['name', 'website', 'email', 'address', 'categories', 'shortDescription'],
    also: ['description', 'logoUrl', 'yearFounded'],
  },
  trade: {
    required: ['name', 'address', 'phone', 'email', 'categories'],
    also: ['website', 'description'],
  },
  profile: { required: ['name', 'email'], also: ['website', 'shortDescription', 'logoUrl'] },
} as const satisfies Record<string, Asks>

type More = {
  submissionUrl?: string
  country?: string
  linkType?: LinkType
  proofs?: ProofKind[]
  /** What is certain of the length of a field. */
  maxLength?: Partial<Record<'name' | 'shortDescription' | 'description', number>>
}

function askedBy(kind: keyof typeof kinds, { proofs = [], maxLength = {} }: More): Requirements {
  const { required, also }: Asks = kinds[kind]
  const limits: Partial<Record<BusinessField, number>> = maxLength
  const rule = (field: BusinessField, must: boolean) => [
    field,
    { required: must, ...(limits[field] ? { maxLength: limits[field] } : {}) },
  ]
  const fields = [
    ...required.map((field) => rule(field, true)),
    ...(also ?? []).map((field) => rule(field, false)),
  ]
  return { fields: Object.fromEntries(fields), proofs, notes: '' }
}

/** The entries of one category: each by slug, name, address, price, kind and a sentence. */
export const inCategory =
  (category: Category) =>
  (
    slug: string,
    name: string,
    url: string,
    pricing: Pricing,
    kind: keyof typeof kinds,
    description: string,
    more: More = {},
  ): CatalogueEntry => ({
    slug,
    name,
    url,
    category,
    pricing,
    description,
    ...(more.submissionUrl ? { submissionUrl: more.submissionUrl } : {}),
    ...(more.country ? { country: more.country } : {}),
    ...(more.linkType ? { linkType: more.linkType } : {}),
    requirements: askedBy(kind, more),
  })
