import { z } from 'zod'
import {
  type BusinessField,
  businessFieldLabels,
  businessFields,
  proofKinds,
  textFields,
} from './labels'

const asked = z.object({
  required: z.boolean(),
  /** Characters as people count them; only of fields that are one text. */
  maxLength: z.int().min(1).max(20_000).optional(),
})

const texts: readonly string[] = textFields

/** What a directory asks for: fields of the business, proofs, and a word for whoever submits. */
export const requirements = z.object({
  fields: z
    .partialRecord(z.enum(businessFields), asked)
    .default({})
    .superRefine((fields, ctx) => {
      for (const [field, rule] of Object.entries(fields))
        if (rule?.maxLength !== undefined && !texts.includes(field))
          ctx.addIssue({
            code: 'custom',
            path: [field],
            message: `${businessFieldLabels[field as BusinessField]} is no text, so it has no length.`,
          })
    }),
  proofs: z.array(z.enum(proofKinds)).max(proofKinds.length).default([]),
  notes: z.string().trim().max(2000, 'Please keep this under 2,000 characters.').default(''),
})
export type Requirements = z.infer<typeof requirements>

/** As the column holds it; what cannot be read asks for nothing. */
export function readRequirements(stored: unknown): Requirements {
  const read = requirements.safeParse(stored)
  return read.success ? read.data : { fields: {}, proofs: [], notes: '' }
}

/** A business profile as far as directories ask: any field may be missing. */
export type AskedBusiness = Partial<Record<BusinessField, unknown>>

const isFilled = (value: unknown): boolean => {
  if (value === null || value === undefined) return false
  if (typeof value === 'string') return value.trim() !== ''
  if (Array.isArray(value)) return value.some(isFilled)
  if (typeof value === 'object') return Object.values(value).some(isFilled)
  return true
}

const addressParts = [
  ['street', 'street'],
  ['city', 'town'],
  ['country', 'country'],
] as const

function addressGap(value: unknown): string | null {
  const address = (value ?? {}) as Record<string, unknown>
  const missing = addressParts.filter(([part]) => !isFilled(address[part])).map(([, word]) => word)
  return missing.length > 0 ? `The address has no ${missing.join(', no ')}` : null
}

const segments = new Intl.Segmenter('en', { granularity: 'grapheme' })
const lengthOf = (text: string) => [...segments.segment(text.trim())].length

/** What stands in the way of a submission, each in words; empty when nothing does. */
export function unmet({ fields }: Pick<Requirements, 'fields'>, business: AskedBusiness): string[] {
  return businessFields.flatMap((field) => {
    const rule = fields[field]
    if (!rule) return []
    const value = business[field]
    const label = businessFieldLabels[field]
    if (!isFilled(value)) return rule.required ? [`${label} is missing`] : []
    if (field === 'address') return rule.required ? (addressGap(value) ?? []) : []
    if (rule.maxLength === undefined || typeof value !== 'string') return []
    const length = lengthOf(value)
    return length > rule.maxLength
      ? [`${label} has ${length} characters; at most ${rule.maxLength} fit`]
      : []
  })
}
