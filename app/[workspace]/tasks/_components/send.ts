import type { ActionError } from '@/components/form/action-result'

export type Method = 'GET' | 'POST' | 'PUT'
export type Letter = { slug: string; method: Method; path: string; body?: unknown; key?: string }
export type Sent<T> = { data: T } | { refused: ActionError } | { unreachable: true }

type Problem = { detail?: string; errors?: { field: string; message: string }[] }

const fieldsOf = (errors: Problem['errors'] = []) =>
  Object.fromEntries(errors.map(({ field, message }) => [field.replace(/^result\./, ''), message]))

/** Asks the REST door as the person whose page this is. */
export async function send<T>({ slug, method, path, body, key }: Letter): Promise<Sent<T>> {
  try {
    const response = await fetch(`/api/v1${path}`, {
      method,
      headers: {
        'x-workspace': slug,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(key ? { 'idempotency-key': key } : {}),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    if (response.status >= 502) return { unreachable: true }
    const answer: unknown = response.status === 204 ? null : await response.json()
    if (response.ok) return { data: answer as T }
    const { detail, errors } = answer as Problem
    return {
      refused: {
        code: String(response.status),
        message: detail ?? 'This did not work. Try again.',
        fields: fieldsOf(errors),
      },
    }
  } catch {
    return { unreachable: true }
  }
}

/** The token was not the current one any more. */
export const isLost = ({ code, fields }: ActionError) =>
  code === '404' || (code === '409' && fields?.token !== undefined)
