import { z } from 'zod'
import * as f from '../fields'
import { parseHours, weekdays } from './hours'
import { paymentMethods, socialNetworks } from './labels'

const unique = (values: string[]) => [
  ...new Map(values.map((value) => [value.toLowerCase(), value])).values(),
]

/** A list, or text with commas or lines between; the same entry twice counts once. */
const wordList = (max: number, each: number) =>
  z.preprocess(
    (value) =>
      typeof value === 'string'
        ? value
            .split(/[,;\n]/)
            .map((part) => part.trim())
            .filter(Boolean)
        : value,
    z.array(f.line(each)).max(max, `Please give at most ${max}.`).transform(unique),
  )

const window = z.object({
  from: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Please give a time, such as 09:00.'),
  to: z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'Please give a time, such as 17:00.'),
})

const dayHours = z.preprocess((value, context) => {
  if (typeof value !== 'string') return value
  const windows = parseHours(value)
  if (windows) return windows
  context.issues.push({
    code: 'custom',
    input: value,
    message: 'Please write it like 9–17, 9:00–12:30, 14–18 or closed.',
  })
  return z.NEVER
}, z.array(window).max(4))

const regions = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })
const country = z
  .string()
  .transform((value) => value.trim().toUpperCase())
  .refine(
    (code) => /^[A-Z]{2}$/.test(code) && regions.of(code) !== undefined,
    'Please choose a country.',
  )

const languageNames = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' })
const isLanguage = (code: string) => /^[a-z]{2,3}$/.test(code) && Boolean(languageNames.of(code))

const letters = 'abcdefghijklmnopqrstuvwxyz'
/** "german" → "de", for those who write the name. */
const codesByName = new Map(
  [...letters]
    .flatMap((first) => [...letters].map((second) => first + second))
    .flatMap((code) => {
      const name = languageNames.of(code)
      return name ? [[name.toLowerCase(), code] as const] : []
    }),
)

const address = z.object({
  street: f.optional(f.line(200)),
  street2: f.optional(f.line(200)),
  city: f.optional(f.line(120)),
  region: f.optional(f.line(120)),
  postalCode: f.optional(f.line(20)),
  /** ISO 3166, two letters. */
  country: f.optional(country),
})

const fields = {
  name: f.line(200),
  shortDescription: f.line(160),
  description: f.prose(4000),
  categories: wordList(10, 80),
  /** E.164 once stored; what people paste is read with the country of the address. */
  phone: f.phone,
  email: f.email,
  website: f.website,
  address,
  hours: z.partialRecord(z.enum(weekdays), f.optional(dayHours)),
  socials: z.partialRecord(z.enum(socialNetworks), f.optional(f.website)),
  logoUrl: f.website,
  yearFounded: z.coerce
    .number()
    .int('Please give a year, such as 2009.')
    .min(1000, 'Please give a year, such as 2009.')
    .max(2100, 'Please give a year, such as 2009.'),
  keywords: wordList(30, 60),
  /** ISO 639, lower case. */
  languages: wordList(20, 40).pipe(
    z.array(
      z
        .string()
        .transform((given) => codesByName.get(given.toLowerCase()) ?? given.toLowerCase())
        .refine(isLanguage, 'Please give languages by name or code, such as English, de.'),
    ),
  ),
  paymentMethods: z.array(z.enum(paymentMethods)),
}

/** The business as directories list it. Every part may be missing until somebody fills it in. */
export const business = z.object(fields).partial()
export type Business = z.infer<typeof business>

type Fields = typeof fields
const emptied = Object.fromEntries(
  Object.entries(fields).map(([name, schema]) => [name, f.optional(schema as z.ZodType)]),
) as unknown as { [K in keyof Fields]: z.ZodOptional<z.ZodNullable<Fields[K]>> }

/** Some of the fields; null empties one, what is left out stays. */
export const businessPatch = z.object(emptied)
export type BusinessPatch = z.infer<typeof businessPatch>
