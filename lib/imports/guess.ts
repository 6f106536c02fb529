import type { Column } from './schema'

export const headerWord = (name: string) =>
  name
    .normalize('NFKC')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** What a value looks like. */
export const is = {
  email: (text: string) => /^\S+@\S+\.\S+$/.test(text),
  amount: (text: string) => /^[\p{Sc}A-Z\s]*-?\d[\d\s.,'’]*[\p{Sc}A-Z\s]*$/u.test(text),
  number: (text: string) => /^\d{1,4}$/.test(text),
  date: (text: string) =>
    /^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}/.test(text) || /^\d{1,2} \w{3,9} \d{4}/.test(text),
  url: (text: string) => /^(https?:\/\/|www\.)/i.test(text),
  address: (text: string) => /^(https?:\/\/)?[^\s@/]+\.[^\s@]{2,}$/i.test(text),
}

export type GuessRules<Field extends string> = {
  /** How headers are usually called, with commas between; the more telling names first. */
  names: Record<Field, string>
  /** Values that speak against a field when none of the samples is like them. */
  wanted?: Partial<Record<Field, (text: string) => boolean>>
  /** A column that cannot be the field, whatever it is called. */
  refuses?: (column: Column, field: Field) => boolean
  /** What the values alone tell, for columns whose name says nothing. */
  byValues?: (column: Column) => Field | undefined
}

/** How well a column fits a field: by its name, unless its values speak against it. */
function fit<Field extends string>(column: Column, field: Field, rules: GuessRules<Field>): number {
  const fits = rules.wanted?.[field]
  if (fits && column.samples.length > 0 && !column.samples.some(fits)) return 0
  if (rules.refuses?.(column, field)) return 0
  const at = rules.names[field].split(', ').indexOf(headerWord(column.name))
  return at === -1 ? 0 : 100 - at
}

export const allSamples = (column: Column, test: (text: string) => boolean) =>
  column.samples.length > 0 && column.samples.every(test)

/** Which column fills which field; every column and every field once. */
export function guessColumns<Field extends string>(
  columns: readonly Column[],
  rules: GuessRules<Field>,
): Record<string, number> {
  const found: Record<string, number> = {}
  const taken = new Set<number>()
  const take = (field: Field, index: number) => {
    if (found[field] !== undefined || taken.has(index)) return
    found[field] = index
    taken.add(index)
  }
  const pairs = (Object.keys(rules.names) as Field[]).flatMap((field) =>
    columns.map((column, index) => ({ field, index, score: fit(column, field, rules) })),
  )
  pairs.sort((a, b) => b.score - a.score)
  for (const { field, index, score } of pairs) if (score > 0) take(field, index)
  columns.forEach((column, index) => {
    const field = rules.byValues?.(column)
    if (field) take(field, index)
  })
  return found
}

const marks: Record<string, string> = { '€': 'EUR', '£': 'GBP', '₹': 'INR', '₩': 'KRW', '₪': 'ILS' }

/** The currency whose mark stands beside the amounts, or the usual one. */
export function guessCurrency(column: Column | undefined, usual: string): string {
  const text = column?.samples.join(' ') ?? ''
  const mark = Object.keys(marks).find((symbol) => text.includes(symbol))
  if (mark) return marks[mark] ?? usual
  return text.includes('$') && !/(USD|CAD|AUD|MXN|SGD|HKD|NZD)/.test(usual) ? 'USD' : usual
}

/** A mapping of a file that has neither stages nor dates. */
export const plainMapping = (columns: Record<string, number>, currency: string) => ({
  columns,
  stages: {},
  dateOrder: null,
  currency,
  alreadyPaid: false,
})
