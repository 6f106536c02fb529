import { z } from 'zod'
import * as f from '../fields'
import { leadStatuses } from '../leads/schema'

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

/** What a column can fill. */
export const importFields = [
  'partnerName',
  'partnerEmail',
  'businessName',
  'clientName',
  'clientEmail',
  'clientPhone',
  'website',
  'description',
  'stage',
  'value',
  'currency',
  'createdAt',
  'closedAt',
  'lostReason',
  'externalId',
  'source',
] as const
export type ImportField = (typeof importFields)[number]
export const importFieldLabels: Record<ImportField, string> = {
  partnerName: 'Partner',
  partnerEmail: 'Partner e-mail',
  businessName: 'Business',
  clientName: 'Client',
  clientEmail: 'Client e-mail',
  clientPhone: 'Client phone',
  website: 'Website',
  description: 'Project description',
  stage: 'Stage',
  value: 'Value',
  currency: 'Currency',
  createdAt: 'Created',
  closedAt: 'Closed',
  lostReason: 'Reason for losing',
  externalId: 'External id',
  source: 'Lead source',
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
  columns: z.partialRecord(z.enum(importFields), z.int().min(0)),
  /** A stage's word, in small letters → what it counts as. */
  stages: z.record(z.string().max(200), z.enum(leadStatuses)),
  dateOrder: z.enum(dateOrders).nullable(),
  /** Of amounts that name none. */
  currency: f.currency,
  /** Commissions of past deals were paid elsewhere. */
  alreadyPaid: z.boolean(),
})
export type Mapping = z.infer<typeof mapping>

export const mappingInput = mapping.extend({ id: f.id })

export const importItem = z.object({
  id: f.id,
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

export const leadImport = importItem.extend({
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
export type LeadImport = z.infer<typeof leadImport>

export const importRow = z.object({
  rowNo: z.int(),
  status: z.enum(rowStatuses),
  /** Field → the text of its cell, or what was typed over it. */
  values: z.partialRecord(z.enum(importFields), z.string()),
  edited: z.array(z.enum(importFields)),
  /** Field → what is wrong with it; `row` for the row as a whole. */
  errors: z.record(z.string(), z.string()),
  leadId: f.id.nullable(),
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

export const cellEdit = z.object({
  id: f.id,
  rowNo: z.coerce.number().int().positive(),
  field: z.enum(importFields),
  /** Null takes the cell of the file again. */
  value: z.string().max(4000, 'Please keep this under 4,000 characters.').nullable(),
})

const sums = z.array(z.object({ currency: z.string(), count: z.int(), amount: f.amount }))

/** What confirming would make, computed from the good rows. */
export const preview = z.object({
  leads: z.int(),
  won: sums,
  partners: z.object({ known: z.int(), made: z.int() }),
  commissions: sums,
})
export type Preview = z.infer<typeof preview>

/** What an import has made. */
export const report = z.object({
  leads: z.array(z.object({ status: z.enum(leadStatuses), count: z.int() })),
  partnersMade: z.int(),
  commissions: sums,
})
export type Report = z.infer<typeof report>
