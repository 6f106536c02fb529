import { z } from 'zod'
import * as f from '../fields'
import { leadStatuses } from '../leads/schema'
import { importKinds } from './kinds'
import { leadFields } from './leads/fields'

export const importStatuses = [
  'mapping',
  'checking',
  'ready',
  'importing',
  'completed',
  'failed',
  'cancelled',
] as const
export type ImportStatus = (typeof importStatuses)[number]
export const importStatusLabels: Record<ImportStatus, string> = {
  mapping: 'To be mapped',
  checking: 'Checking',
  ready: 'Ready to import',
  importing: 'Importing',
  completed: 'Completed',
  failed: 'Stopped',
  cancelled: 'Cancelled',
}

export const rowStatuses = ['good', 'bad', 'duplicate', 'imported', 'rejected'] as const
export type RowStatus = (typeof rowStatuses)[number]
export const rowStatusLabels: Record<RowStatus, string> = {
  good: 'Good',
  bad: 'Bad',
  duplicate: 'Duplicate',
  imported: 'Imported',
  rejected: 'Rejected',
}

export const dateOrders = ['day', 'month'] as const
export type DateOrder = (typeof dateOrders)[number]

/** A column as the file has it. */
export const column = z.object({
  name: z.string(),
  filled: z.int(),
  samples: z.array(z.string()),
  /** Every different value and how often it stands there; null when there are too many. */
  words: z.array(z.object({ word: z.string(), count: z.int() })).nullable(),
  /** How many numeric dates can only be read day first, only month first, or both ways. */
  dates: z.object({ day: z.int(), month: z.int(), either: z.int() }),
})
export type Column = z.infer<typeof column>

export const mapping = z.object({
  /** Field → index of the column that fills it. */
  columns: z.record(z.string().max(40), z.int().min(0)),
  /** A stage's word, in small letters → what it counts as. */
  stages: z.record(z.string().max(200), z.enum(leadStatuses)),
  dateOrder: z.enum(dateOrders).nullable(),
  /** Of amounts that name none. */
  currency: f.currency,
  /** Commissions of past deals were paid elsewhere. */
  alreadyPaid: z.boolean(),
})
export type Mapping = z.infer<typeof mapping>

/** Which column fills which of some fields. */
export const columnsOf = (fields: readonly string[]) =>
  z.partialRecord(z.enum(fields), z.int().min(0))

export const leadMappingInput = mapping.extend({ id: f.id, columns: columnsOf(leadFields) })

export const importItem = z.object({
  id: f.id,
  kind: z.enum(importKinds),
  fileName: z.string(),
  source: z.string(),
  status: z.enum(importStatuses),
  totalRows: z.int(),
  importedRows: z.int(),
  rejectedRows: z.int(),
  duplicateRows: z.int(),
  createdByName: z.string(),
  createdAt: f.time,
  finishedAt: f.time.nullable(),
})
export type ImportItem = z.infer<typeof importItem>

export const importFound = importItem.extend({
  fileBytes: z.int(),
  encoding: z.string(),
  delimiter: z.string(),
  columns: z.array(column),
  mapping,
  checkedRows: z.int(),
  goodRows: z.int(),
  badRows: z.int(),
  partnersMade: z.int(),
  error: z.string().nullable(),
  confirmedByName: z.string().nullable(),
  confirmedAt: f.time.nullable(),
  /** An earlier import of the same file that went through. */
  sameFileAs: z.object({ id: f.id, finishedAt: f.time }).nullable(),
  /** Work is due, but none was done for a while: the worker stopped. */
  stalled: z.boolean(),
  /** Whether partners and the order of closing are being worked out, before the first row is written. */
  planning: z.boolean(),
})
export type ImportFound = z.infer<typeof importFound>

export const importRow = z.object({
  rowNo: z.int(),
  status: z.enum(rowStatuses),
  /** Field → the text of its cell, or what was typed over it. */
  values: z.record(z.string(), z.string()),
  edited: z.array(z.string()),
  /** Field → what is wrong with it; `row` for the row as a whole. */
  errors: z.record(z.string(), z.string()),
  leadId: f.id.nullable(),
  /** The lead, customer or directory that it became. */
  madeId: f.id.nullable(),
})
export type ImportRow = z.infer<typeof importRow>

export const rowFilter = z.object({
  id: f.id,
  status: f.listOf(z.enum(rowStatuses)),
  /** Rows after this number, in the order of the file. */
  after: z.coerce.number().int().min(0).optional(),
  before: z.coerce.number().int().min(1).optional(),
  limit: f.pageSize,
})
export type RowFilter = z.infer<typeof rowFilter>

export const rowOfImport = z.object({ id: f.id, rowNo: z.coerce.number().int().positive() })

export const cellEdit = (fields: readonly string[]) =>
  rowOfImport.extend({
    field: z.enum(fields),
    /** Null takes the cell of the file again. */
    value: z.string().max(4000, 'Please keep this under 4,000 characters.').nullable(),
  })

/** `expectedRows`: how many good rows the person saw; a different number refuses. */
export const confirmation = z.object({ id: f.id, expectedRows: z.int().min(0).optional() })

/** How many things of a sort: tiers of customers, categories of directories. */
export const summary = z.object({
  rows: z.int(),
  groups: z.array(z.object({ label: z.string(), count: z.int() })),
})
export type Summary = z.infer<typeof summary>
