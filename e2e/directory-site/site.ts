import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { api } from './api'
import { forms } from './forms'
import { page } from './http'
import { listingPages, type PublicListing } from './listings'

export type Site = {
  url: string
  listings: Map<string, PublicListing>
  /** What the API was sent. */
  received: unknown[]
  slowMs: number
  /** How many of the next requests fail. */
  failures: number
  limited: boolean
  /** An address inside, which nothing of ours may ask. */
  trapUrl: string
  list: (business: Pick<PublicListing, 'name' | 'website' | 'reference'>) => PublicListing
}

export type Route = (asked: {
  path: string
  method: string
  request: IncomingMessage
  response: ServerResponse
  site: Site
}) => boolean | Promise<boolean>

async function listen(
  handle: (request: IncomingMessage, response: ServerResponse) => void,
  port = 0,
): Promise<{ url: string; close: () => void }> {
  const server = createServer(handle)
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

/** A directory like those out there, on this machine, with all their moods. */
export async function startDirectorySite(port = 0) {
  const trapped: string[] = []
  const trap = await listen((request, response) => {
    trapped.push(request.url ?? '')
    response.end('a secret of this network')
  })
  const listings = new Map<string, PublicListing>()
  const site: Site = {
    url: '',
    listings,
    received: [],
    slowMs: 0,
    failures: 0,
    limited: false,
    trapUrl: trap.url,
    list(business) {
      const id = randomBytes(4).toString('hex')
      const listing: PublicListing = { id, ...business, rel: '', link: 'there', page: 'there' }
      listings.set(id, listing)
      return listing
    },
  }
  const server = await listen((request, response) => {
    const path = new URL(request.url ?? '/', 'http://site').pathname
    const asked = { path, method: request.method ?? 'GET', request, response, site }
    void (async () => {
      for (const route of [listingPages, api, forms]) if (await route(asked)) return
      page(response, path === '/' ? 'A directory' : 'Not found', '', path === '/' ? 200 : 404)
    })()
  }, port)
  site.url = server.url
  return {
    site,
    /** What of the inside was asked, which must be nothing. */
    trapped,
    close() {
      server.close()
      trap.close()
    },
  }
}
