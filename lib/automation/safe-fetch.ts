import http, { type IncomingMessage } from 'node:http'
import https from 'node:https'
import type { LookupFunction } from 'node:net'
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib'
import { checkUrl, FetchProblem, type PinnedAddress, publicAddresses } from './safe-address'

export type SafeRequest = {
  method?: string
  headers?: Record<string, string>
  body?: string
  /** For the whole of it, from the name to the last byte. */
  timeoutMs?: number
  maxBytes?: number
  /** Whether http without TLS will do, for pages that anybody may read. */
  plain?: boolean
  signal?: AbortSignal
}

export type SafeResponse = {
  url: string
  status: number
  headers: http.IncomingHttpHeaders
  body: Buffer
}

const agentName = 'TandemBot/1.0 (+directory submissions)'

/** Answers what was resolved before, so that a name cannot point elsewhere by now. */
const pinned =
  (addresses: PinnedAddress[]): LookupFunction =>
  (_host, options, callback) => {
    const [first] = addresses
    if (options.all) callback(null, addresses)
    else callback(null, first?.address ?? '', first?.family)
  }

const tooLarge = (max: number) =>
  new FetchProblem('too_large', `The answer is larger than ${Math.round(max / 1024)} kB.`)

function decoded(body: Buffer, encoding: string | undefined, max: number): Buffer {
  const options = { maxOutputLength: max }
  try {
    if (encoding === 'gzip') return gunzipSync(body, options)
    if (encoding === 'deflate') return inflateSync(body, options)
    if (encoding === 'br') return brotliDecompressSync(body, options)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(max)
    throw new FetchProblem('network', 'The answer could not be unpacked.')
  }
  return body
}

async function readBody(message: IncomingMessage, max: number): Promise<Buffer> {
  const parts: Buffer[] = []
  let bytes = 0
  for await (const part of message as AsyncIterable<Buffer>) {
    bytes += part.length
    if (bytes > max) throw tooLarge(max)
    parts.push(part)
  }
  return decoded(Buffer.concat(parts), message.headers['content-encoding'], max)
}

function send(url: URL, addresses: PinnedAddress[], asked: SafeRequest, signal: AbortSignal) {
  const { method = 'GET', headers = {}, body } = asked
  return new Promise<IncomingMessage>((resolve, reject) => {
    const request = (url.protocol === 'https:' ? https : http).request(url, {
      method,
      agent: false,
      lookup: pinned(addresses),
      signal,
      headers: {
        'user-agent': agentName,
        accept: '*/*',
        'accept-encoding': 'gzip, deflate, br',
        ...headers,
        ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
      },
    })
    request.on('response', resolve)
    request.on('error', reject)
    request.end(body)
  })
}

/**
 * Asks a stranger's server: https, public addresses only, pinned between resolving and connecting,
 * no redirects, within a time and a size. Throws FetchProblem.
 */
export async function safeFetch(address: string, asked: SafeRequest = {}): Promise<SafeResponse> {
  const { timeoutMs = 30_000, maxBytes = 2 * 1024 * 1024 } = asked
  const url = checkUrl(address, { plain: asked.plain ?? false })
  const late = AbortSignal.timeout(timeoutMs)
  const signal = asked.signal ? AbortSignal.any([late, asked.signal]) : late
  const tooLate = () =>
    new FetchProblem('timeout', `${url.host} did not answer within ${timeoutMs / 1000} seconds.`)
  let message: IncomingMessage | undefined
  try {
    const addresses = await before(signal, publicAddresses(url))
    message = await send(url, addresses, asked, signal)
    const body = await readBody(message, maxBytes)
    return { url: url.href, status: message.statusCode ?? 0, headers: message.headers, body }
  } catch (error) {
    if (error instanceof FetchProblem) throw error
    if (late.aborted) throw tooLate()
    asked.signal?.throwIfAborted()
    const { code } = error as NodeJS.ErrnoException
    throw new FetchProblem(
      'network',
      `${url.host} could not be reached (${code ?? 'broken off'}).`,
      code,
    )
  } finally {
    message?.destroy()
  }
}

/** Names are resolved by the system, which cannot be called back: the answer is not waited for. */
const before = <T>(signal: AbortSignal, work: Promise<T>): Promise<T> =>
  Promise.race([
    work,
    new Promise<never>((_, reject) => {
      if (signal.aborted) reject(signal.reason)
      signal.addEventListener('abort', () => reject(signal.reason), { once: true })
    }),
  ])

/** The same for a page that may move: follows redirects, each checked like the first. */
export async function safeFollow(
  address: string,
  asked: SafeRequest = {},
  hops = 5,
): Promise<SafeResponse> {
  const response = await safeFetch(address, asked)
  const { location } = response.headers
  if (![301, 302, 303, 307, 308].includes(response.status) || !location) return response
  if (hops === 0) throw new FetchProblem('network', 'The page redirects too often.')
  if (!URL.canParse(location, address))
    throw new FetchProblem('network', 'The page redirects to nowhere.')
  return safeFollow(new URL(location, address).href, asked, hops - 1)
}
