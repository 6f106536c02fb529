import { z } from 'zod'
import { rating } from '../calls/schema'
import * as f from '../fields'
import { completed } from '../queue/results'
import { type ActionType, actionTypes } from './labels'
import { type Outcome, type OutcomeField, outcomeOf, outcomes } from './outcome-fields'

const kinds: Record<OutcomeField['kind'], (field: OutcomeField) => z.ZodType> = {
  line: () => f.line(200),
  prose: () => f.prose(2000),
  url: () => f.website,
  amount: () => f.amount,
  currency: () => f.currency,
  time: () => f.time,
  rating: () => rating,
  choice: ({ options }) => z.enum((options ?? []).map(({ value }) => value)),
}

const schemaOf = (field: OutcomeField) => {
  const schema = kinds[field.kind](field)
  return (field.required ? schema : f.optional(schema)).describe(field.label)
}

const outcomeSchema = ({ value, hint, fields }: Outcome) =>
  z
    .object({
      outcome: z.literal(value),
      ...Object.fromEntries(fields.map((field) => [field.name, schemaOf(field)])),
    })
    .describe(hint)

/** What came of a task; which outcomes there are, and what each asks for, follows from the type. */
export type TaskResult = { type: ActionType; outcome: string } & {
  [field: string]: string | number | Date | null | undefined
}

type Options = [z.ZodObject, ...z.ZodObject[]]

/** One shape per type and outcome, from the descriptions that the form is drawn from. */
export const taskResult = z.discriminatedUnion(
  'type',
  actionTypes.map((type) =>
    z.discriminatedUnion(
      'outcome',
      outcomes[type].map((outcome) =>
        outcomeSchema(outcome).extend({ type: z.literal(type) }),
      ) as unknown as Options,
    ),
  ) as unknown as Options,
) as unknown as z.ZodType<TaskResult, TaskResult>

const text = (value: TaskResult[string]) => (value == null ? null : String(value))

const passedOn = (fields: readonly OutcomeField[], result: TaskResult) =>
  Object.fromEntries(
    fields.flatMap(({ name, passes }) =>
      passes && result[name] != null ? [[passes, text(result[name])]] : [],
    ),
  )

/** How a task ends, and what apply_results() makes of it for the item that waits. */
export function endingOf(result: TaskResult, note: string | null) {
  const outcome = outcomeOf(result.type, result.outcome) as Outcome
  switch (outcome.ends) {
    case 'completed':
      return {
        status: 'completed' as const,
        verdict: completed(
          {
            outcome: outcome.listing,
            listingUrl: text(result.listingUrl),
            externalReference: text(result.reference),
            costCents: result.amount as number | null | undefined,
            costCurrency: text(result.currency),
            notes: note,
          },
          { manual: true },
        ),
      }
    case 'again':
      return {
        status: 'completed' as const,
        verdict: { kind: 'again', data: passedOn(outcome.fields, result) },
      }
    case 'failed':
      return {
        status: 'failed' as const,
        verdict: {
          kind: 'failed',
          code: outcome.code,
          message: text(result.reason) ?? outcome.label,
          result: result.listingUrl ? { listingUrl: result.listingUrl } : null,
        },
      }
    case 'later':
      return { status: 'blocked' as const, until: result.until as Date, label: outcome.label }
  }
}
