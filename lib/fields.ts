import { z } from 'zod'
import { fieldWords } from './field-words'

z.config({ customError: fieldWords })

/** Building blocks of every input and output schema. */

const trimmed = z.string().transform((value) => value.trim().normalize('NFC'))

/** One line of text a person typed; control characters are refused, any script is welcome. */
export const line = (max = 200) =>
  trimmed.pipe(
    z
      .string()
      .min(1, 'Please fill this in.')
      .max(max, `Please keep this under ${max} characters.`)
      .regex(/^\P{Cc}*$/u, 'This holds characters that cannot be shown.'),
  )

/** Text of several lines. */
export const prose = (max = 4000) =>
  trimmed.pipe(
    z
      .string()
      .min(1, 'Please fill this in.')
      .max(max, `Please keep this under ${max.toLocaleString('en')} characters.`)
      .regex(/^(?:\P{Cc}|[\n\r\t])*$/u, 'This holds characters that cannot be shown.'),
  )

/** Optional text: an empty box means none. */
export const optional = <T extends z.ZodType>(schema: T) =>
  z.preprocess(
    (value) => (typeof value === 'string' && value.trim() === '' ? null : value),
    schema.nullish(),
  )

export const email = trimmed.pipe(
  z
    .string()
    .min(1, 'Please fill this in.')
    .max(254, 'Please keep this under 254 characters.')
    .transform((value) => value.toLowerCase())
    .pipe(z.email('This is not an e-mail address, such as ada@example.com.')),
)

export const phone = trimmed.pipe(
  z
    .string()
    .max(40, 'Please keep this under 40 characters.')
    .regex(/^\+?[\d\s().\-/x]{5,}$/i, 'This is not a phone number, such as +49 30 1234567.'),
)

/** A web address; one without a scheme gets https. */
export const website = trimmed.pipe(
  z
    .string()
    .max(300, 'Please keep this under 300 characters.')
    .transform((value) => (/^[a-z][a-z\d+.-]*:/i.test(value) ? value : `https://${value}`))
    .pipe(
      z.url({
        protocol: /^https?$/,
        hostname: z.regexes.domain,
        message: 'This is not a web address, such as https://example.com.',
      }),
    ),
)

export const id = z.uuid('This is not an id.')

export const maxAmount = 10_000_000_000_000

/** Minor units of the currency beside it. */
export const amount = z
  .int('Please give a whole number of minor units, such as cents.')
  .min(0, 'Please give an amount of zero or more.')
  .max(maxAmount, 'This amount is too large.')

export const signedAmount = z.int().min(-maxAmount).max(maxAmount)

const currencies = new Set(Intl.supportedValuesOf('currency'))
export const currency = z
  .string()
  .regex(/^[A-Z]{3}$/, 'Please give a currency code, such as USD.')
  .refine((code) => currencies.has(code), 'This currency does not exist.')

/** A moment: a Date in the product, an ISO string on the wire. */
export const time = z.coerce.date()

/** A calendar day, as YYYY-MM-DD. */
export const day = z.iso.date('Please give a date, such as 2026-03-31.')

export const version = z.coerce.number().int().positive()

/** Query parameters come as text or as a list: `?status=a&status=b`, `?status=a,b`. */
export const listOf = <T extends z.ZodType>(item: T) =>
  z.preprocess((value) => {
    if (value === undefined || value === null || value === '') return undefined
    if (typeof value === 'string') return value.split(',').filter(Boolean)
    return value
  }, z.array(item).max(100).optional())

export const pageSize = z.coerce
  .number()
  .int('Please give a whole number.')
  .min(1, 'Please ask for at least one row.')
  .max(200, 'Please ask for at most 200 rows.')
  .default(50)

/** Where a page of a list begins or ends, and how long it is. */
export const paging = {
  cursor: z.string().max(500).optional(),
  before: z.string().max(500).optional(),
  limit: pageSize,
}

export const page = <T extends z.ZodType>(item: T) =>
  z.object({
    items: z.array(item),
    nextCursor: z.string().nullable(),
    previousCursor: z.string().nullable(),
  })

/** The outcome of one row of a bulk change. */
export const rowResult = z.object({
  id: z.string(),
  ok: z.boolean(),
  message: z.string().optional(),
})

/** How many rows match, exact up to a cap. */
export const cappedCount = z.object({ count: z.int(), capped: z.boolean() })

/** What an event is: a name such as "page.viewed". */
export const eventType = z
  .string()
  .regex(
    /^[a-z0-9_.:-]{1,80}$/,
    'Please use up to 80 lower-case letters, digits, "_", ".", ":" and "-".',
  )
