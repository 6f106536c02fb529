import { escaped, page } from './http'
import type { Route } from './site'

export type PublicListing = {
  id: string
  name: string
  website: string
  reference: string
  /** What the page does with the link. */
  rel: string
  link: 'there' | 'missing'
  page: 'there' | 'gone' | 'broken' | 'moved'
}

/** The public page of an accepted business. */
export const listingPages: Route = ({ path, site, response }) => {
  const found = /^\/(listing|new-listing)\/(\w+)$/.exec(path)
  if (!found) return false
  const listing = site.listings.get(found[2] ?? '')
  if (!listing || listing.page === 'gone') page(response, 'Not found', '', 404)
  else if (listing.page === 'broken') page(response, 'Internal error', '', 500)
  else if (listing.page === 'moved' && found[1] === 'listing')
    response.writeHead(301, { location: `/new-listing/${listing.id}` }).end()
  else {
    const rel = listing.rel ? ` rel="${listing.rel}"` : ''
    const link =
      listing.link === 'there'
        ? `<a href="${escaped(listing.website)}"${rel}>Website</a>`
        : '<p>No website</p>'
    page(response, listing.name, `<p>${escaped(listing.reference)}</p>${link}<a href="/">Home</a>`)
  }
  return true
}
