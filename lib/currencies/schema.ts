import { z } from 'zod'
import * as f from '../fields'

const rateSources = ['ecb', 'hand'] as const

/** An exact decimal number as text. */
const decimal = z.string().regex(/^\d+(\.\d+)?$/)

/** What one unit of `from` is worth in the currency that an answer is about. */
export const rate = z.object({ from: z.string(), rate: decimal, on: f.day })
export type Rate = z.infer<typeof rate>

export const rateFilter = z.object({
  /** Days before this one; the newest ones when left out. */
  before: f.day.optional(),
  currency: f.currency.optional(),
  limit: z.coerce.number().int().min(1).max(60).default(10),
})

export const worthFilter = z.object({
  currency: f.listOf(f.currency),
  /** The workspace's currency when left out. */
  to: f.currency.optional(),
})

export const publishedRate = z.object({
  currency: z.string(),
  /** Units per euro. */
  rate: decimal,
  source: z.enum(rateSources),
  reason: z.string().nullable(),
  /** More than one when it was corrected. */
  version: z.int(),
})

export const rateDays = z.object({
  days: z.array(z.object({ day: f.day, rates: z.array(publishedRate) })),
  /** `before` of the next page. */
  next: f.day.nullable(),
})
export type RateDays = z.infer<typeof rateDays>

/** A currency that leads, commissions or partners use, and whether it can be converted today. */
export const currencyInUse = z.object({
  currency: z.string(),
  /** The last day with a rate, however old; null when there is none. */
  lastDay: f.day.nullable(),
  /** Units per euro on that day. */
  rate: decimal.nullable(),
  usable: z.boolean(),
  /** Days that were converted with no rate young enough: earned on, in this currency. */
  uncovered: z.int(),
})

export const rateOverview = z.object({
  currencies: z.array(currencyInUse),
  /** Weekdays of the last sixty days on which nothing was published, newest first. */
  missingDays: z.array(f.day),
  today: f.day,
})
export type RateOverview = z.infer<typeof rateOverview>

export const rateInput = z.object({
  currency: f.currency.refine(
    (code) => code !== 'EUR',
    'Rates are counted from the euro; it has none.',
  ),
  day: f.day,
  /** Units per euro. */
  rate: z
    .string()
    .transform((text) => text.trim().replace(',', '.'))
    .pipe(
      z
        .string()
        .regex(
          /^\d{1,9}(\.\d{1,10})?$/,
          'Please give a number such as 1.0837, with at most ten decimals.',
        )
        .refine((text) => Number(text) >= 0.000001, 'Please give a rate above zero.'),
    ),
  reason: f.prose(500),
})

/** A cell or line of a file that was not read, and why. */
export const badCell = z.object({
  line: z.int(),
  column: z.string().nullable(),
  value: z.string(),
  problem: z.string(),
})
export type BadCell = z.infer<typeof badCell>

export const rateImport = z.object({
  /** False when it was a look at what the file would do. */
  imported: z.boolean(),
  days: z.int(),
  firstDay: f.day.nullable(),
  lastDay: f.day.nullable(),
  currencies: z.int(),
  added: z.int(),
  same: z.int(),
  /** Rates that stand otherwise here; taken from the file only when asked. */
  differing: z.int(),
  differences: z.array(
    z.object({
      currency: z.string(),
      day: f.day,
      stored: decimal,
      file: decimal,
      source: z.enum(rateSources),
    }),
  ),
  /** Cells without a rate: empty or N/A. */
  empty: z.int(),
  bad: z.int(),
  badCells: z.array(badCell),
})
export type RateImport = z.infer<typeof rateImport>
