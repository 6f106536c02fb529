import { OpenAPIHandler } from '@orpc/openapi/fetch'
import { AppError } from '../errors'
import type { RequestContext } from './context'
import { type ErrorData, toWire } from './errors'
import { router } from './router'
import { withoutBody } from './upload'

export const restPrefix = '/api/v1'

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
function problem(error: { code: string; status: number; message: string; data?: ErrorData }) {
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

const handler = new OpenAPIHandler<RequestContext>(router, {
  // Without a path of its own, a procedure would be served under its name.
  filter: ({ contract }) => contract['~orpc'].route.path !== undefined,
  customErrorResponseBodyEncoder: (error) => problem(toWire(error)),
})

/** Answers one REST request; the context says who asks. */
export async function handleRest(request: Request, context: RequestContext): Promise<Response> {
  // A file is read as it arrives, by the procedure that takes it.
  const asked = context.upload ? withoutBody(request) : request
  const { matched, response } = await handler.handle(asked, { prefix: restPrefix, context })
  if (!matched) {
    return problemResponse(
      new AppError('not_found', 'There is nothing at this path. See /api/v1/openapi.json.'),
    )
  }
  const headers = new Headers(response.headers)
  headers.set('cache-control', 'no-store')
  const disposition = headers.get('content-disposition')
  if (disposition) headers.set('content-disposition', disposition.replace(/^inline/, 'attachment'))
  if (response.status >= 400) headers.set('content-type', 'application/problem+json')
  return new Response(response.body, { status: response.status, headers })
}
