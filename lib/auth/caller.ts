import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage } from 'node:http'
import { env } from '../env'

const pathHeader = 'x-tandem-path'

type Started = { request: IncomingMessage }

/**
 * Writes on every request what only the server knows: the address of the socket, after those that
 * proxies gave, and the path asked for. Both headers are ours, whatever the caller sent.
 */
export function noteCallers() {
  subscribe('http.server.request.start', (message) => {
    const { request } = message as Started
    const given = request.headers['x-forwarded-for']
    const socket = request.socket.remoteAddress ?? ''
    request.headers['x-forwarded-for'] = given ? `${given}, ${socket}` : socket
    request.headers[pathHeader] = request.url ?? '/'
  })
}

/** The caller's address: as many hops from the end as there are proxies of ours. */
export function addressOf(headers: Headers): string {
  const hops = (headers.get('x-forwarded-for') ?? '').split(',').map((hop) => hop.trim())
  const address = hops.at(-1 - env.proxyHops) ?? hops[0] ?? ''
  return address.replace(/^::ffff:/, '').slice(0, 64)
}

/** Path and query of the page asked for, to come back to after signing in. */
export function pathOf(headers: Headers): string | undefined {
  const path = headers.get(pathHeader)
  if (!path) return undefined
  const url = new URL(path, 'http://tandem')
  url.searchParams.delete('_rsc')
  return `${url.pathname}${url.search}`
}
