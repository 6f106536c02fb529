import type { ActionType } from '@/lib/actions/labels'
import { type OutcomeField, outcomeOf } from '@/lib/actions/outcome-fields'
import { parseMoney } from '@/lib/money'
import type { Draft } from './kept'

type Built =
  | { result: Record<string, unknown> }
  | { errors: Record<string, string>; message: string }

function readField(field: OutcomeField, draft: Draft): { value: unknown } | { error: string } {
  const text = (draft[field.name] ?? '').trim()
  if (!text) return field.required ? { error: 'Please fill this in.' } : { value: null }
  if (field.kind === 'time') {
    const at = new Date(text)
    return Number.isNaN(at.getTime()) ? { error: 'Please give a day and a time.' } : { value: at }
  }
  if (field.kind === 'rating') return { value: Number(text) }
  if (field.kind === 'currency') return { value: text.toUpperCase() }
  if (field.kind !== 'amount') return { value: text }
  const currency = (draft.currency ?? '').trim().toUpperCase()
  if (!/^[A-Z]{3}$/.test(currency)) return { error: 'Give the currency too, such as USD.' }
  const { minor, error } = parseMoney(text, currency)
  return minor === undefined ? { error: error ?? 'Please give an amount.' } : { value: minor }
}

/** What the form says, as the door takes it; or what is missing, by field. */
export function resultOf(type: ActionType, draft: Draft): Built {
  const outcome = draft.outcome ? outcomeOf(type, draft.outcome) : undefined
  if (!outcome)
    return {
      errors: { outcome: 'Choose what came of it.' },
      message: 'Choose what came of it first.',
    }
  const values: Record<string, unknown> = {}
  const errors: Record<string, string> = {}
  for (const field of outcome.fields) {
    const read = readField(field, draft)
    if ('error' in read) errors[field.name] = read.error
    else if (read.value !== null) values[field.name] = read.value
  }
  const wrong = outcome.fields.filter(({ name }) => errors[name])
  if (wrong.length > 0)
    return {
      errors,
      message: `Fill in ${wrong.map(({ label }) => `“${label}”`).join(' and ')} first.`,
    }
  return { result: { type, outcome: outcome.value, ...values } }
}
