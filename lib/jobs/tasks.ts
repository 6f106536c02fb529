import { z } from 'zod'
import { id } from '../fields'

/** Every job by name, with what it carries. Handlers are in registry.ts. */
export const tasks = {
  'mail.send': z.object({ workspaceId: id, emailId: id }),
  'mail.application': z.object({
    workspaceId: id,
    applicationId: id,
    outcome: z.enum(['submitted', 'resubmitted', 'known']),
  }),
  'mail.password-reset': z.object({ email: z.string(), requestId: id }),
  'imports.check': z.object({ workspaceId: id, importId: id }),
  'imports.run': z.object({ workspaceId: id, importId: id }),
  'leads.watch-all': z.object({}),
  'leads.watch': z.object({ workspaceId: id }),
  'leads.tell-conflict': z.object({ workspaceId: id, conflictId: id }),
  'ledger.check-all': z.object({}),
  'ledger.check': z.object({ workspaceId: id }),
  'payouts.send': z.object({ workspaceId: id, transferId: id }),
  'payouts.reconcile': z.object({ workspaceId: id, transferId: id }),
  'payouts.reconcile-all': z.object({}),
  'payouts.reconcile-due': z.object({ workspaceId: id }),
  'payouts.event': z.object({ workspaceId: id, eventId: id }),
  'payouts.sandbox-later': z.object({ workspaceId: id, key: z.string() }),
  'billing.reset-all': z.object({}),
  'billing.reset-due': z.object({ workspaceId: id }),
  'billing.stripe-event': z.object({ workspaceId: id, eventId: z.string() }),
  'billing.stripe-sync': z.object({ workspaceId: id, customerId: id }),
  'batches.finished': z.object({ workspaceId: id, batchId: id }),
  'listings.tell-live-all': z.object({}),
  'listings.tell-live': z.object({ workspaceId: id }),
  'queue.tend-all': z.object({}),
  'queue.tend': z.object({ workspaceId: id }),
  'queue.refresh-summary': z.object({}),
  'routing.assign-all': z.object({}),
  'routing.assign': z.object({ workspaceId: id }),
  'quality.tally-all': z.object({}),
  'quality.tally': z.object({ workspaceId: id }),
  'listings.care-all': z.object({}),
  'listings.care': z.object({ workspaceId: id }),
  'deadlines.watch-all': z.object({}),
  'deadlines.watch': z.object({ workspaceId: id }),
  'deadlines.recompute': z.object({ workspaceId: id, after: id.optional() }),
  'reports.tick-all': z.object({}),
  'reports.tick': z.object({ workspaceId: id }),
  'reports.run': z.object({ workspaceId: id, executionId: id }),
  'reports.clear': z.object({ workspaceId: id }),
  'reports.drop-files': z.object({ workspaceId: id, executionIds: z.array(id) }),
  'housekeeping.expire': z.object({}),
} as const satisfies Record<string, z.ZodType>

export type TaskName = keyof typeof tasks
export type TaskPayload<T extends TaskName> = z.infer<(typeof tasks)[T]>
