import { fail, type RunFailure } from './contract'
import type { AnswerTest } from './recipe'

/** An answer of a directory, read once. */
export type Answer = {
  url: string
  status: number
  headers: Record<string, string | string[] | undefined>
  text: string
  json: unknown
}

export const readAnswer = (answer: Omit<Answer, 'text' | 'json'> & { body: Buffer }): Answer => {
  const text = answer.body.toString('utf8')
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    json = undefined
  }
  return { url: answer.url, status: answer.status, headers: answer.headers, text, json }
}

/** RFC 6901. */
export function at(json: unknown, pointer: string): unknown {
  let value = json
  for (const part of pointer.slice(1).split('/')) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~')
    if (value === null || typeof value !== 'object' || !Object.hasOwn(value, key)) return undefined
    value = (value as Record<string, unknown>)[key]
  }
  return value
}

/** Whether an answer is what a test describes. */
export function passes(test: AnswerTest, answer: Answer): boolean {
  if (test.status && !test.status.includes(answer.status)) return false
  if (test.text && !answer.text.includes(test.text)) return false
  if (!test.pointer) return true
  const value = at(answer.json, test.pointer)
  return test.equals === undefined ? value !== undefined && value !== null : value === test.equals
}

const longestWait = 7 * 86_400

/** Seconds that a Retry-After asks for, as a number or a date; undefined when it asks for nothing sensible. */
export function retryAfter(header: string | undefined, now: Date): number | undefined {
  if (!header) return undefined
  const seconds = /^\s*\d+\s*$/.test(header)
    ? Number(header)
    : Math.ceil((Date.parse(header) - now.getTime()) / 1000)
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds, longestWait) : undefined
}

/** What a refusing status means; null for one that says nothing is wrong. */
export function failureOf(
  status: number,
  headers: Answer['headers'],
  now: Date,
  said?: string,
): RunFailure | null {
  const header = headers['retry-after']
  const wait = retryAfter(Array.isArray(header) ? header[0] : header, now)
  const later = wait ? { retryAfterSeconds: wait } : {}
  const words = said ? `: ${said}` : ''
  if (status < 400) return null
  if (status === 429) return fail('rate_limited', 'The directory asks for fewer requests.', later)
  if (status === 408) return fail('timeout', 'The directory gave up waiting for us.', later)
  if (status >= 500)
    return fail('server_error', `The directory is in trouble (${status})${words}.`, later)
  if (status === 410) return fail('directory_closed', 'The directory says that it is gone (410).')
  if (status === 401 || status === 403)
    return fail('blocked', `The directory does not let us in (${status})${words}.`)
  if (status === 402) return fail('payment_required', `The directory asks for a payment${words}.`)
  return fail('validation', `The directory did not take the data (${status})${words}.`)
}
