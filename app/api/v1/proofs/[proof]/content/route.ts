import { contextFromRequest } from '@/lib/api/request'
import { problemResponse } from '@/lib/api/problem'
import { handleRest } from '@/lib/api/rest'
import { isImage } from '@/lib/proofs/labels'

/** A file that somebody sent us is never another type than we say; next.config.js keeps it from running. */
const inert = {
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'private, max-age=3600',
}

/** The file of a proof; with `?inline=1` an image is shown in place. */
export async function GET(request: Request): Promise<Response> {
  try {
    const response = await handleRest(request, await contextFromRequest(request))
    if (!response.ok) return response
    const headers = new Headers(response.headers)
    for (const [name, value] of Object.entries(inert)) headers.set(name, value)
    const inline =
      new URL(request.url).searchParams.has('inline') && isImage(headers.get('content-type') ?? '')
    const disposition = headers.get('content-disposition') ?? 'attachment'
    headers.set(
      'content-disposition',
      disposition.replace(/^\w+/, inline ? 'inline' : 'attachment'),
    )
    return new Response(response.body, { status: response.status, headers })
  } catch (error) {
    return problemResponse(error)
  }
}
