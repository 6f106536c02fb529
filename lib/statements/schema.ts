import { z } from 'zod'
import * as f from '../fields'
import type { transactionKinds } from '../ledger/schema'

export const month = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'Please give a month, such as 2026-03.')

/** A movement of a partner's money, as it stands on their statement. */
export type StatementLine = {
  kind: (typeof transactionKinds)[number]
  about: string | null
  amount: number
  occurredAt: Date
}

/** One currency of a statement; what is owed is opening + earned − clawed back + converted − paid. */
export type StatementSums = {
  currency: string
  opening: number
  earned: number
  clawedBack: number
  /** What other currencies brought, less what left for them. */
  converted: number
  paid: number
  closing: number
  lines: StatementLine[]
  /** More lines than one document holds. */
  more: number
}

export type Statement = {
  workspace: { name: string; timezone: string; slug: string }
  partner: { name: string; company: string | null; email: string | null; code: string }
  month: string
  currencies: StatementSums[]
}

export const statementInput = z.object({ id: f.id, month })

/** Days in the workspace's time zone, both included. */
export const journalInput = z
  .object({ from: f.day, to: f.day })
  .refine(({ from, to }) => from <= to, { message: 'It ends before it begins.', path: ['to'] })
