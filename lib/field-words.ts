import type { z } from 'zod'

/** A list as words, `a, b or c`. */
const either = (all: readonly unknown[]) =>
  all.length < 2 ? String(all[0] ?? '') : `${all.slice(0, -1).join(', ')} or ${all.at(-1)}`

const kinds: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  bigint: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object with fields',
  record: 'an object with fields',
  date: 'a date',
}

const formats: Record<string, string> = {
  uuid: 'an id',
  datetime: 'a time, such as 2026-03-31T09:30:00Z',
  date: 'a day, such as 2026-03-31',
  url: 'an address, such as https://example.com',
  email: 'an e-mail address, such as ada@example.com',
}

const amount = (value: unknown) => Number(value).toLocaleString('en')

function size(
  origin: string,
  bound: 'at least' | 'at most' | 'more than' | 'less than',
  value: unknown,
) {
  if (origin === 'string') return `Please give ${bound} ${amount(value)} characters.`
  if (origin === 'array' || origin === 'set') return `Please give ${bound} ${amount(value)}.`
  return `Please give a number of ${bound} ${amount(value)}.`
}

/** What is wrong with a field, where its own rule does not say it in better words. */
export function fieldWords(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined) return 'Please fill this in.'
      return `Please give ${kinds[issue.expected] ?? 'another kind of value'} here.`
    case 'invalid_value':
      return `Please choose ${either(issue.values)}.`
    case 'too_small':
      return size(issue.origin, issue.inclusive === false ? 'more than' : 'at least', issue.minimum)
    case 'too_big':
      return size(issue.origin, issue.inclusive === false ? 'less than' : 'at most', issue.maximum)
    case 'invalid_format':
      return `Please give ${formats[issue.format] ?? 'this in another form'} here.`
    case 'unrecognized_keys':
      return `There is no field ${either(issue.keys)} here.`
    case 'invalid_union':
      return 'This is none of what can be given here.'
    default:
      return undefined
  }
}
