import { z } from 'zod'
import * as f from '../fields'

export const operationKinds = [
  'ban',
  'suspension',
  'tier_move',
  'commission_rejection',
  'application_rejection',
] as const
export type OperationKind = (typeof operationKinds)[number]

export const operationKindLabels: Record<OperationKind, string> = {
  ban: 'Ban',
  suspension: 'Suspension',
  tier_move: 'Tier move',
  commission_rejection: 'Rejection of commissions',
  application_rejection: 'Rejection of applications',
}

export const operation = z.object({
  id: f.id,
  kind: z.enum(operationKinds),
  partnerId: f.id.nullable(),
  reason: z.string(),
  doneByName: z.string().nullable(),
  doneAt: f.time,
  /** How many rows it changed. */
  rows: z.int(),
  undoneAt: f.time.nullable(),
  undoneByName: z.string().nullable(),
  undoReason: z.string().nullable(),
  /** How many rows stood as it had left them, and were put back; null before it is undone. */
  restored: z.int().nullable(),
  /** What was left alone, by why. */
  skipped: z.array(z.object({ why: z.string(), rows: z.int() })),
})
export type Operation = z.infer<typeof operation>

export const operationFilter = z.object({
  partnerId: f.id.optional(),
  direction: z.enum(['asc', 'desc']).default('desc'),
  ...f.paging,
})
export type OperationFilter = z.infer<typeof operationFilter>
