import type { ActionType } from '../actions/labels'
import { outcomes } from '../actions/outcome-fields'

/** What stands in the texts of macros for what the task says; with an example of each. */
export const macroVariables = [
  { name: 'company', label: 'Customer', example: 'Harbour Bakery' },
  { name: 'contact', label: 'Contact', example: 'Ida Lund' },
  { name: 'directory', label: 'Directory', example: 'City Pages' },
  { name: 'website', label: 'Website', example: 'https://harbour.example' },
  { name: 'me', label: 'Your name', example: 'Vera' },
] as const

type Values = Record<string, string | null | undefined>

const variable = /\{\{\s*(\w+)\s*\}\}/g

/** Fills a macro's {{variables}}; one that is not known stays as it was written, so that nobody sends a gap. */
export const fillIn = (text: string, values: Values): string =>
  text.replace(variable, (whole, name: string) => values[name] || whole)

/** What looks like a variable and is none. */
export const unknownVariables = (text: string): string[] => {
  const known: readonly string[] = macroVariables.map(({ name }) => name)
  const used = [...text.matchAll(variable)].map(([, name = '']) => name)
  return [...new Set(used)].filter((name) => !known.includes(name))
}

/** The outcomes that tasks of all these types have, with the fields that all of theirs have; none without a type. */
export function commonOutcomes([first, ...others]: readonly ActionType[]) {
  if (!first) return []
  return outcomes[first].flatMap((outcome) => {
    const same = others.map((type) => outcomes[type].find(({ value }) => value === outcome.value))
    if (same.some((one) => !one)) return []
    const fields = outcome.fields.filter(({ name }) =>
      same.every((one) => one?.fields.some((field) => field.name === name)),
    )
    return [{ ...outcome, fields }]
  })
}
