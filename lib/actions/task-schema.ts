import { z } from 'zod'
import * as f from '../fields'
import { macro } from '../macros/schema'
import { proof } from '../proofs/schema'
import { taskResult } from './outcomes'
import { action } from './schema'

const held = { id: f.id, token: f.id }
/** By the task's timer, which pauses. */
const activeSeconds = z.int().min(0).max(604_800).default(0)
const note = f.optional(f.prose(4000))
const soon = z.coerce.date()

export const finishing = z.object({
  ...held,
  result: taskResult,
  note,
  activeSeconds,
  /** Also takes the next task; when there is none, this one is finished all the same. */
  next: z.boolean().default(false),
})
export const failing = z.object({
  ...held,
  code: z.enum(['already_listed', 'directory_closed', 'refused']),
  reason: f.prose(2000),
  activeSeconds,
  next: z.boolean().default(false),
})
export const blocking = z.object({
  ...held,
  reason: f.prose(1000),
  /** Comes back by itself then; until then its time stands still. */
  until: f.optional(soon),
})
export const askingFor = z.object({ ...held, question: f.prose(1000) })
export const refusing = z.object({ ...held, reason: f.prose(500) })
export const snoozing = z.object({ ...held, until: soon })
export const handingOver = z.object({
  ...held,
  /** Left out, whoever may take it next gets it. */
  vaId: f.optional(f.id),
  note: f.prose(2000),
})
export const releasing = z.object(held)
export const noting = z.object({ ...held, note: f.prose(4000) })
/** What the form holds: the outcome, its fields, the note. */
export const draftData = z
  .record(z.string().max(60), z.union([z.string().max(10_000), z.null()]))
  .refine((data) => JSON.stringify(data).length < 90_000, 'This is too long to be kept.')
export const drafting = z.object({ ...held, data: draftData, activeSeconds })
export const proving = z.object({
  params: z.object({ id: f.id }),
  query: z.object({
    token: f.id,
    kind: z.enum(['screenshot', 'receipt', 'document', 'page']).default('screenshot'),
    name: f.line(200).default('Proof'),
  }),
})

const entry = z.object({
  id: f.id,
  type: z.string(),
  actorName: z.string(),
  data: z.record(z.string(), z.unknown()),
  createdAt: f.time,
})

/** Everything that a task screen shows. */
export const taskView = z.object({
  action: action.extend({
    estimatedMinutes: z.int(),
    deadlineAt: f.time.nullable(),
    warnAt: f.time.nullable(),
    snoozedUntil: f.time.nullable(),
    followUpAt: f.time.nullable(),
    blockedReason: z.string().nullable(),
    activeSeconds: z.int(),
    listingId: f.id.nullable(),
  }),
  /** In the asking person's hands: with the token that goes with everything they do to it. */
  token: f.id.nullable(),
  leaseExpiresAt: f.time.nullable(),
  leaseSeconds: z.int(),
  /** Whether it is theirs to begin: assigned to them, or anybody's. */
  mayTake: z.boolean(),
  /** Why this one, after a claim. */
  why: z.array(z.string()),
  customer: z.object({
    companyName: z.string(),
    contactName: z.string(),
    email: z.string(),
    phone: z.string().nullable(),
    languages: z.array(z.string()),
  }),
  /** What of the customer's data this task needs, to be copied. */
  fields: z.array(z.object({ name: z.string(), label: z.string(), value: z.string() })),
  playbook: z.object({ version: z.int(), body: z.string(), ofDirectory: z.boolean() }).nullable(),
  macros: z.array(macro),
  history: z.array(entry),
  proofs: z.array(proof),
  handoverNote: z.string().nullable(),
  /** What a reviewer wants done over. */
  rework: z
    .object({ feedback: z.string(), reasons: z.array(z.string()), score: z.int() })
    .nullable(),
  draft: z
    .object({ data: z.record(z.string(), z.unknown()), late: z.boolean(), updatedAt: f.time })
    .nullable(),
  /** Who else has it open, and until when without another word from them. */
  present: z.array(z.object({ userId: f.id, name: z.string(), until: f.time })),
})
export type TaskView = z.infer<typeof taskView>
/** As the product hands it to its door, where the schema makes moments of what the database wrote. */
export type TaskContent = z.input<typeof taskView>

export const taskEnd = z.object({
  id: f.id,
  status: action.shape.status,
  next: taskView.nullable(),
  /** Why there is no next one, when somebody is to take none now. */
  refused: z.string().nullable(),
})
export type TaskEnd = z.infer<typeof taskEnd>
export type TaskEnding = z.input<typeof taskEnd>

const taskItem = z.object({
  id: f.id,
  type: action.shape.type,
  title: z.string(),
  status: action.shape.status,
  priority: z.int(),
  customerName: z.string(),
  directoryName: z.string().nullable(),
  deadlineAt: f.time.nullable(),
  warnAt: f.time.nullable(),
  /** When it comes back, of what sleeps or is blocked. */
  backAt: f.time.nullable(),
  blockedReason: z.string().nullable(),
  leaseExpiresAt: f.time.nullable(),
})
export type TaskItem = z.infer<typeof taskItem>

/** A virtual assistant's day. */
export const day = z.object({
  held: z.array(taskItem),
  assigned: z.array(taskItem),
  /** Snoozed, blocked or with the customer, and theirs when they come back. */
  comingBack: z.array(taskItem),
  /** How many they may take now, counted up to a hundred. */
  waiting: z.int(),
  /** Why they get none, as the rules say it. */
  absence: z.array(z.string()),
  /** How much more they can hold, by weight. */
  room: z.int(),
  isAvailable: z.boolean(),
  timezone: z.string(),
  done: z.object({
    today: z.int(),
    /** Minutes each took by the timer, on the middle one. */
    minutes: z.number().nullable(),
    usualMinutes: z.number().nullable(),
    /** Working days in a row, today among them once something is done. */
    streak: z.int(),
  }),
})
export type Day = z.infer<typeof day>

export const colleague = z.object({
  vaId: f.id,
  name: z.string(),
  /** Why they may not have it now; null when they may. */
  refused: z.string().nullable(),
})
