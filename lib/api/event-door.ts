import { isUtf8 } from 'node:buffer'
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import { apiCredential, browserCredential, type Credential } from '../capture/credential'
import { eventGroups } from '../capture/group'
import { type Allowance, OverQuota, quotas } from '../capture/quota'
import { captureCall } from '../capture/schema'
import { visitorPool } from '../db/visitor-pool'
import { AppError } from '../errors'
import { toWire } from './errors'
import { problem } from './problem'

/** POST /api/v1/events for keys: answered by a plain listener in front of Next, which costs a fiftieth of it. */

export const eventPath = '/api/v1/events'

/** 500 events of 8 kB, and what is around them; a page may send what a beacon can carry, and some. */
const mostBytes = { api: 5_000_000, browser: 256_000 }

const unauthenticated = () =>
  new AppError('unauthenticated', 'Please send an API key, as in "Authorization: Bearer tdm_…".')

function credentialOf(request: IncomingMessage, query: string): Credential | undefined {
  const { authorization, origin = '' } = request.headers
  if (authorization !== undefined) {
    const [scheme, key, more] = authorization.split(' ')
    if (scheme?.toLowerCase() !== 'bearer' || !key || more !== undefined || key.length > 200)
      throw new AppError('unauthenticated', 'This API key is unknown, expired or revoked.')
    return apiCredential(key)
  }
  const key = new URLSearchParams(query).get('key')
  return key ? browserCredential(key.slice(0, 100), origin.slice(0, 300)) : undefined
}

function checkType({ headers }: IncomingMessage, { kind }: Credential) {
  const [type = '', ...parameters] = (headers['content-type'] ?? '').toLowerCase().split(';')
  const charset = parameters.find((part) => part.trim().startsWith('charset='))
  // A page may send plain text alone without asking first.
  const fits =
    type.trim() === 'application/json' || (kind === 'browser' && type.trim() === 'text/plain')
  if (!fits || (charset && !/^charset="?utf-8"?$/.test(charset.trim())))
    throw new AppError('unsupported', 'Please send JSON in UTF-8, as application/json.')
  const encoding = headers['content-encoding']
  if (encoding && encoding !== 'identity')
    throw new AppError('unsupported', 'Please send the body without compression.')
}

const tooLarge = (most: number) =>
  new AppError('too_large', `Please send at most ${most / 1000} kB at a time.`)

function bodyOf(request: IncomingMessage, most: number): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > most) throw tooLarge(most)
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = []
    let size = 0
    request.on('data', (part: Buffer) => {
      size += part.length
      if (size > most) {
        request.removeAllListeners('data')
        reject(tooLarge(most))
      } else parts.push(part)
    })
    request.on('end', () =>
      resolve(parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts)),
    )
    request.on('error', reject)
    request.on('close', () => {
      // Each ends with this; an error costs its stack.
      if (!request.complete) reject(new AppError('invalid', 'The body broke off.'))
    })
  })
}

const place = (path: readonly PropertyKey[]) =>
  path
    .map((step, at) =>
      typeof step === 'number' ? `[${step}]` : `${at > 0 ? '.' : ''}${String(step)}`,
    )
    .join('')

function eventsOf(body: Buffer) {
  if (!isUtf8(body)) throw new AppError('invalid', 'The body is not UTF-8.')
  let input: unknown
  try {
    input = JSON.parse(body.toString())
  } catch {
    throw new AppError('invalid', 'The body is not JSON.')
  }
  const parsed = captureCall.safeParse(input)
  if (parsed.success) return parsed.data.events
  const fields: Record<string, string> = {}
  for (const { path, message } of parsed.error.issues) fields[place(path) || 'request'] ??= message
  throw new AppError('invalid', 'Please check the marked fields.', fields)
}

/** As draft-ietf-httpapi-ratelimit-headers-10 has them. */
const quotaHeaders = ({ quota, remaining, resetsIn }: Allowance): OutgoingHttpHeaders => ({
  'ratelimit-policy': `"events";q=${quota};w=60`,
  ratelimit: `"events";r=${remaining};t=${resetsIn}`,
})

/** A page reads the answer if its key is for it. */
const originHeaders = (credential: Credential | undefined, allowed: boolean) =>
  credential?.kind !== 'browser'
    ? {}
    : {
        vary: 'Origin',
        ...(allowed
          ? {
              'access-control-allow-origin': credential.origin,
              'access-control-expose-headers': 'RateLimit, RateLimit-Policy, Retry-After',
            }
          : {}),
      }

function send(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: OutgoingHttpHeaders,
) {
  if (response.headersSent || response.destroyed) return
  const text = JSON.stringify(body)
  response.writeHead(status, {
    'content-type': status < 400 ? 'application/json' : 'application/problem+json',
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...headers,
  })
  response.end(text)
}

export function eventDoor(connectionString: string | undefined) {
  const pool = visitorPool(connectionString, 4)
  const groups = eventGroups(pool)
  const quota = quotas(pool)

  function refuse(
    request: IncomingMessage,
    response: ServerResponse,
    error: unknown,
    headers: OutgoingHttpHeaders,
  ) {
    const wire = toWire(error)
    const unread = !request.complete
    send(response, wire.status, problem(wire), {
      ...headers,
      ...(error instanceof OverQuota ? quotaHeaders(error.allowance) : {}),
      ...(wire.status === 429 && error instanceof OverQuota
        ? { 'retry-after': String(error.allowance.resetsIn) }
        : {}),
      ...(wire.status === 503 ? { 'retry-after': '1' } : {}),
      ...(wire.status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
      // What is left of the body is not read.
      ...(unread ? { connection: 'close' } : {}),
    })
    if (unread) request.resume().setTimeout(5000, () => request.destroy())
  }

  // A promise costs a microsecond or two in a process where Next follows each. What is answered at once, nearly always, is
  // not waited for.
  async function answer(request: IncomingMessage, response: ServerResponse, query: string) {
    let credential: Credential | undefined
    let taken = 0
    try {
      credential = credentialOf(request, query)
      if (!credential) throw unauthenticated()
      const asked = quota.check(credential)
      if (asked) await asked
      checkType(request, credential)
      const events = eventsOf(await bodyOf(request, mostBytes[credential.kind]))
      const spent = quota.spend(credential, events.length)
      const allowance = spent instanceof Promise ? await spent : spent
      taken = events.length
      const captured = await groups.add(credential, events)
      taken = 0
      send(response, 200, captured, {
        ...quotaHeaders(allowance),
        ...originHeaders(credential, true),
      })
    } catch (error) {
      if (credential && taken > 0) {
        quota.unspend(credential, taken)
        if (error instanceof AppError && /^(unauthenticated|forbidden)$/.test(error.code))
          quota.forget(credential)
      }
      const allowed = credential ? await mayRead(credential) : false
      refuse(request, response, error, originHeaders(credential, allowed))
    }
  }

  async function mayRead(credential: Credential) {
    if (credential.kind !== 'browser') return false
    try {
      await quota.check(credential)
      return true
    } catch {
      return false
    }
  }

  /** A browser asks before it sends JSON from another site. */
  async function preflight(request: IncomingMessage, response: ServerResponse, query: string) {
    const credential = credentialOf(request, query)
    const allowed = credential ? await mayRead(credential) : false
    response.writeHead(allowed ? 204 : 403, {
      'content-length': '0',
      ...originHeaders(credential, allowed),
      ...(allowed
        ? {
            'access-control-allow-methods': 'POST',
            'access-control-allow-headers': 'Content-Type',
            'access-control-max-age': '7200',
          }
        : {}),
    })
    response.end()
  }

  return {
    /** False for what is not this door's: other paths, other methods, and pages of ours with their cookie. */
    handle(request: IncomingMessage, response: ServerResponse): boolean {
      const { url = '', method, headers } = request
      if (!url.startsWith(eventPath)) return false
      const [path, query = ''] = url.split('?', 2)
      if (path !== eventPath) return false
      if (method === 'OPTIONS')
        void preflight(request, response, query).catch(() => response.destroy())
      else if (method !== 'POST') return false
      else if (headers.authorization === undefined && !query && headers.cookie) return false
      else void answer(request, response, query).catch(() => response.destroy())
      return true
    },
    async close() {
      quota.stop()
      await groups.drained()
      await pool.end()
    },
  }
}
