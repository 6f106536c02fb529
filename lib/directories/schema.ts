import { z } from 'zod'
import * as f from '../fields'
import { automationMethods, categories, linkTypes, pricings } from './labels'
import { requirements } from './requirements'

export const directorySorts = ['name', 'authority', 'approval', 'submissions'] as const

/** What narrows the directories; a batch keeps it, to find replacements by the same. */
export const directorySelection = z.object({
  search: z.string().max(200).optional(),
  category: f.listOf(z.enum(categories)),
  pricing: f.listOf(z.enum(pricings)),
  method: f.listOf(z.enum(automationMethods)),
  linkType: f.listOf(z.enum(linkTypes)),
  /** Directories of this country and those of any. */
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'Please give a country of two letters, such as US.')
    .optional(),
  minAuthority: z.coerce.number().int().min(0).max(100).optional(),
  maxCredits: z.coerce.number().int().min(1).max(100).optional(),
})

const state = z.enum(['on', 'off'])

export const directoryMatch = directorySelection.extend({ state: state.optional() })
export type DirectoryMatch = z.infer<typeof directoryMatch>

export const directoryFilter = directoryMatch.extend({
  sort: z.enum(directorySorts).default('name'),
  direction: z.enum(['asc', 'desc']).default('asc'),
  ...f.paging,
})
export type DirectoryFilter = z.infer<typeof directoryFilter>

export const directoryItem = z.object({
  id: f.id,
  slug: z.string(),
  name: z.string(),
  url: z.string(),
  domain: z.string(),
  category: z.enum(categories),
  country: z.string().nullable(),
  daScore: z.int().nullable(),
  linkType: z.enum(linkTypes),
  pricing: z.enum(pricings),
  priceCents: f.amount.nullable(),
  priceCurrency: z.string().nullable(),
  credits: z.int(),
  automationMethod: z.enum(automationMethods),
  isActive: z.boolean(),
  submissionsCount: z.int(),
  approvedCount: z.int(),
  rejectedCount: z.int(),
  failedCount: z.int(),
  manualCount: z.int(),
  /** In ten-thousandths: our own counts, smoothed. */
  expectedApproval: z.int(),
  /** As the directory or the catalogue says. */
  averageApprovalDays: z.int().nullable(),
  /** What we saw; null before the first approval. */
  medianApprovalDays: z.int().nullable(),
})
export type DirectoryItem = z.infer<typeof directoryItem>

export const directory = directoryItem.extend({
  submissionUrl: z.string().nullable(),
  description: z.string(),
  requirements,
  maxConcurrent: z.int().nullable(),
  cooldownSeconds: z.int(),
  nextStartAt: f.time.nullable(),
  hasAutomation: z.boolean(),
  createdAt: f.time,
})
export type Directory = z.infer<typeof directory>

const address = f.website
const price = { priceCents: f.optional(f.amount), priceCurrency: f.optional(f.currency) }

const fields = {
  name: f.line(200),
  url: address,
  submissionUrl: f.optional(address),
  description: f.optional(f.prose(2000)),
  category: z.enum(categories, 'Please choose a category.'),
  country: f.optional(
    z
      .string()
      .transform((code) => code.trim().toUpperCase())
      .pipe(z.string().regex(/^[A-Z]{2}$/, 'Please give a country of two letters, such as US.')),
  ),
  daScore: f.optional(
    z.int('Please give a whole number.').min(0).max(100, 'Authority goes from 0 to 100.'),
  ),
  linkType: z.enum(linkTypes),
  pricing: z.enum(pricings),
  ...price,
  credits: z
    .int('Please give a whole number.')
    .min(1, 'A submission costs at least one credit.')
    .max(100, 'A submission costs at most 100 credits.'),
  averageApprovalDays: f.optional(
    z.int('Please give a whole number.').min(0).max(365, 'Please give at most 365 days.'),
  ),
  automationMethod: z.enum(automationMethods),
  requirements,
  maxConcurrent: f.optional(
    z
      .int('Please give a whole number.')
      .min(1, 'Leave this empty for no limit.')
      .max(1000, 'Please give at most 1,000.'),
  ),
  cooldownSeconds: z
    .int('Please give a whole number.')
    .min(0)
    .max(86_400, 'Please give at most 86,400 seconds, a day.'),
}

export const directoryInput = z.object({
  ...fields,
  linkType: fields.linkType.default('unknown'),
  pricing: fields.pricing.default('free'),
  credits: fields.credits.default(1),
  automationMethod: fields.automationMethod.default('manual'),
  requirements: requirements.default({ fields: {}, proofs: [], notes: '' }),
  cooldownSeconds: fields.cooldownSeconds.default(0),
})
export type DirectoryInput = z.output<typeof directoryInput>

/** Only what is given is changed; null empties a field. */
export const directoryEdit = z.object({ id: f.id, ...z.object(fields).partial().shape })
export type DirectoryEdit = z.output<typeof directoryEdit>

export const directorySwitch = z.object({ id: f.id, on: z.boolean(), reason: f.prose(500) })

export const catalogueItem = z.object({
  slug: z.string(),
  name: z.string(),
  url: z.string(),
  category: z.enum(categories),
  country: z.string().nullable(),
  pricing: z.enum(pricings),
  description: z.string(),
  /** The directory it became here. */
  directoryId: f.id.nullable(),
})
export type CatalogueItem = z.infer<typeof catalogueItem>

export const catalogueChoice = z.object({
  /** Left out, all are added. */
  slugs: z.array(z.string().max(80)).min(1, 'Choose at least one.').max(500).optional(),
})
