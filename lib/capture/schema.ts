import { z } from 'zod'
import * as f from '../fields'

export const mostEvents = 500
const dataBytes = 8192
const dataDepth = 20

/** Text that PostgreSQL can store and that reads the same again: no control characters, no half of a pair. */
const opaque = z
  .string()
  .min(1, 'Please leave this out, or fill it in.')
  .max(128, 'Please keep this under 128 characters.')
  .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'This holds characters that cannot be stored.')

/** An escape for NUL or for half of a surrogate pair, in what JSON.stringify writes. */
const unstorable = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/

function deeperThan(value: unknown, levels: number): boolean {
  if (value === null || typeof value !== 'object') return false
  if (levels === 0) return true
  for (const key in value)
    if (deeperThan((value as Record<string, unknown>)[key], levels - 1)) return true
  return false
}

function faultOf(text: string): string | undefined {
  // No character takes more than three bytes of UTF-8 for each of its units.
  if (text.length > dataBytes / 3 && Buffer.byteLength(text) > dataBytes)
    return 'Please keep the data of an event under 8 kB.'
  if (text.includes('\\u') && unstorable.test(text))
    return 'This holds characters that cannot be stored.'
  return undefined
}

/** The data as the text that is stored, and what is wrong with it. */
function textOf(data: object): { text: string; fault?: string | undefined } {
  // Nested deeply enough, writing it would overflow the stack.
  if (deeperThan(data, dataDepth))
    return { text: '', fault: 'Please nest the data of an event less deeply.' }
  const text = JSON.stringify(data)
  return { text, fault: faultOf(text) }
}

const eventData = z
  .record(z.string(), z.unknown())
  .default({})
  .transform((data, ctx) => {
    const { text, fault } = textOf(data)
    if (fault) ctx.addIssue({ code: 'custom', message: fault })
    return text
  })

const event = z.object({
  /** Sent again under the same id, an event counts once. */
  id: f.id.optional(),
  eventType: f.eventType,
  eventData,
  /** Whoever did it, as you name them; no name and no address, please. */
  userId: opaque.nullish(),
  partnerId: f.id.nullish(),
  campaignId: f.id.nullish(),
  /** Left out, the time inside an id of version 7, else that of arrival; so is a wrong one of a browser. */
  createdAt: z.iso
    .datetime({ offset: true, message: 'Please give a time, such as 2026-03-31T09:30:00Z.' })
    .optional(),
})
export type NewEvent = z.output<typeof event>

export const captureCall = z.object({
  events: z
    .array(event)
    .min(1, 'Please send at least one event.')
    .max(mostEvents, `Please send at most ${mostEvents} events at a time.`),
})

export const captured = z.object({
  /** New ones. */
  accepted: z.int(),
  /** Those that were here already, or twice in the call. */
  duplicates: z.int(),
})
export type Captured = z.infer<typeof captured>

/** `https://shop.example` or `http://localhost:8080`, as a browser names the origin of a page. */
const origin = z
  .string()
  .trim()
  .max(200)
  .refine(
    (text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol),
    'This is not an origin, such as https://shop.example.',
  )
  .transform((text) => (URL.canParse(text) ? new URL(text).origin : text))

export const browserKeyInput = z.object({
  name: f.line(80),
  /** From a form, one a line. */
  origins: z
    .preprocess(
      (value) => (typeof value === 'string' ? value.split(/[\s,]+/).filter(Boolean) : value),
      z
        .array(origin)
        .min(1, 'Please name the sites that may use this key.')
        .max(20, 'Please name at most 20 sites.'),
    )
    .transform((all) => [...new Set(all)]),
})

export const browserKey = z.object({
  id: f.id,
  name: z.string(),
  key: z.string(),
  origins: z.array(z.string()),
  createdAt: f.time,
  lastUsedAt: f.time.nullable(),
  revokedAt: f.time.nullable(),
})
export type BrowserKey = z.infer<typeof browserKey>

export const eventSettings = z.object({
  retentionDays: z.coerce
    .number()
    .int('Please give a whole number of days.')
    .min(1, 'Please keep events for at least a day.')
    .max(730, 'Please keep events for at most 730 days.'),
  eventsPerMinute: z.coerce
    .number()
    .int('Please give a whole number.')
    .min(1, 'Please allow at least one.')
    .max(10_000_000, 'Please allow at most 10,000,000.'),
})
export type EventSettings = z.infer<typeof eventSettings>
