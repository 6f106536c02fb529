import { z } from 'zod'
import { actionStatuses, actionTypes } from '../actions/labels'
import { event } from '../events/schema'
import * as f from '../fields'
import { assignmentModes, boardLists } from './labels'

export * from './labels'

export const workItem = z.object({
  id: f.id,
  type: z.enum(actionTypes),
  title: z.string(),
  priority: z.int(),
  status: z.enum(actionStatuses),
  customerId: f.id,
  customerName: z.string(),
  directoryName: z.string().nullable(),
  deadlineAt: f.time.nullable(),
  warnAt: f.time.nullable(),
  heldById: f.id.nullable(),
  heldByName: z.string().nullable(),
  assignedBy: z.enum(['claim', 'auto', 'manual']).nullable(),
  assignedAt: f.time.nullable(),
  snoozedUntil: f.time.nullable(),
  unroutableSince: f.time.nullable(),
  escalatedAt: f.time.nullable(),
  weight: z.int(),
  createdAt: f.time,
})
export type WorkItem = z.infer<typeof workItem>

export const workSelection = z.object({
  list: z.enum(boardLists).optional(),
  status: f.listOf(z.enum(actionStatuses)),
  type: f.listOf(z.enum(actionTypes)),
  priority: f.listOf(z.coerce.number().int().min(1).max(5)),
  vaId: f.id.optional(),
  customerId: f.id.optional(),
  search: z.string().max(200).optional(),
})
export type WorkSelection = z.output<typeof workSelection>
export const workFilter = workSelection.extend({
  /** The most pressing first, or by when it was opened. */
  sort: z.enum(['rank', 'created']).default('rank'),
  direction: z.enum(['asc', 'desc']).default('asc'),
  ...f.paging,
})
export type WorkFilter = z.output<typeof workFilter>

export const boardCounts = z.array(
  z.object({ list: z.enum(boardLists), count: z.int(), capped: z.boolean() }),
)

export const boardPerson = z.object({
  id: f.id,
  name: z.string(),
  /** Reasons for which they take nothing now; none when they are at work. */
  absence: z.array(z.string()),
  /** When they are next at work, of those outside their hours or on leave. */
  nextAt: f.time.nullable(),
  timezone: z.string(),
  load: z.int(),
  capacity: z.int(),
  tasks: z.array(workItem),
})
export type BoardPerson = z.infer<typeof boardPerson>
export const board = z.object({
  /** How tasks are given out. */
  mode: z.enum(assignmentModes),
  people: z.array(boardPerson),
  /** What waits for anybody, the most pressing first. */
  waiting: z.array(workItem),
  counts: boardCounts,
})
export type Board = z.infer<typeof board>

export const candidate = z.object({
  vaId: f.id,
  name: z.string(),
  load: z.int(),
  capacity: z.int(),
  /** Why they may not have it now, in words; none when they may. */
  refused: z.array(z.string()),
})
export type Candidate = z.infer<typeof candidate>

export const workDetail = workItem.extend({
  description: z.string(),
  language: z.string(),
  requiredSkills: z.record(z.string(), z.int()),
  estimatedMinutes: z.int(),
  activeSeconds: z.int(),
  blockedReason: z.string().nullable(),
  followUpAt: f.time.nullable(),
  question: z.string().nullable(),
  handoverNote: z.string().nullable(),
  batchId: f.id.nullable(),
  reworkOfId: f.id.nullable(),
  sampleReason: z.string().nullable(),
  reviewStatus: z.string().nullable(),
  qualityScore: z.int().nullable(),
  candidates: z.array(candidate),
  events: z.array(event),
})
export type WorkDetail = z.infer<typeof workDetail>

export const assigning = z.object({
  id: f.id,
  vaId: f.id,
  /** Who held it on the asking person's screen, null for nobody; refused when that has changed. */
  heldBy: f.id.nullish(),
  note: f.optional(f.prose(1000)),
})
const chosen = z.object({ ids: z.array(f.id).min(1, 'Please choose at least one.').max(200) })
/** All that a list shows, on whatever page. */
const matched = z.object({ filter: workSelection })
const person = { vaId: f.id }
const wanted = { priority: z.coerce.number().int().min(1).max(5) }
export const assigningMany = z.union([chosen.extend(person), matched.extend(person)])
export const prioritising = z.union([chosen.extend(wanted), matched.extend(wanted)])
export const cancelling = z.object({ id: f.id, reason: f.prose(500) })
export const noting = z.object({ id: f.id, note: f.prose(2000) })
export const bulkResults = z.object({
  done: z.int(),
  /** How many stay as they are, and why, each reason once. */
  left: z.int(),
  why: z.array(z.string()),
  /** Of those chosen one by one, each. */
  results: z.array(f.rowResult),
})
