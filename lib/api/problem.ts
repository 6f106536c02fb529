import { type ErrorData, toWire } from './errors'

const titles: Record<number, string> = {
  400: 'Invalid request',
  401: 'Not signed in',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Method not allowed',
  409: 'Conflict',
  413: 'Too large',
  415: 'Unsupported media type',
  429: 'Too many requests',
  503: 'Not available',
}

/** An error as RFC 9457 problem details; `errors` names the fields. */
export function problem(error: {
  code: string
  status: number
  message: string
  data?: ErrorData
}) {
  const { fields, errorId } = error.data ?? {}
  return {
    type: `urn:tandem:problem:${error.code}`,
    title: titles[error.status] ?? 'Internal error',
    status: error.status,
    detail: error.message,
    ...(fields
      ? { errors: Object.entries(fields).map(([field, message]) => ({ field, message })) }
      : {}),
    ...(errorId ? { errorId } : {}),
  }
}

export function problemResponse(error: unknown): Response {
  const wire = toWire(error)
  return Response.json(problem(wire), {
    status: wire.status,
    headers: { 'content-type': 'application/problem+json' },
  })
}
