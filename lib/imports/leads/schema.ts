import { z } from 'zod'
import * as f from '../../fields'
import { leadStatuses } from '../../leads/schema'

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
