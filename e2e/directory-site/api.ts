import { bodyOf, json } from './http'
import type { Route } from './site'

export const apiKey = 'key-of-the-directory-42'

/** The directory's own API: JSON with a key. */
export const api: Route = async ({ path, method, request, response, site }) => {
  if (path !== '/api/listings' || method !== 'POST') return false
  if (request.headers.authorization !== `Bearer ${apiKey}`) {
    json(response, 401, { error: { message: `Unknown key ${request.headers.authorization}` } })
    return true
  }
  const text = await bodyOf(request)
  const data = JSON.parse(text)
  site.received.push(data)
  const name = data.business?.name
  const known = [...site.listings.values()].find((listing) => listing.name === name)
  if (site.failures-- > 0) {
    response.writeHead(503, { 'retry-after': '60' }).end('busy')
  } else if (site.limited) {
    response.writeHead(429, { 'retry-after': '90' }).end('{}')
  } else if (!data.business?.address?.city) {
    json(response, 422, { error: { message: 'The city is missing' } })
  } else if (known) {
    json(response, 409, {
      error: { code: 'duplicate' },
      data: { url: `${site.url}/listing/${known.id}` },
    })
  } else {
    const { id } = site.list({ name, website: data.business.website, reference: data.ref })
    json(response, 201, { data: { id, url: `/listing/${id}`, state: 'queued' } })
  }
  return true
}
