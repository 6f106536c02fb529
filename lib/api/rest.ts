import { OpenAPIHandler } from '@orpc/openapi/fetch'
import { AppError } from '../errors'
import type { RequestContext } from './context'
import { toWire } from './errors'
import { problem, problemResponse } from './problem'
import { router } from './router'
import { withoutBody } from './upload'

export const restPrefix = '/api/v1'

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
