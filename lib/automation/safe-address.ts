import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { env } from '../env'
import { AppError } from '../errors'
import { isPublicAddress } from './addresses'

export type FetchFault = 'refused' | 'timeout' | 'network' | 'too_large'

/** A page could not be read, in words without the address's query, where secrets may stand. */
export class FetchProblem extends AppError {
  constructor(
    readonly fault: FetchFault,
    message: string,
    /** The system's own word for it, such as ENOTFOUND. */
    readonly system?: string,
  ) {
    super(fault === 'refused' ? 'invalid' : 'unavailable', message)
    this.name = 'FetchProblem'
  }
}

const refuse = (message: string) => new FetchProblem('refused', message)

export const isTrusted = (origin: string) => env.automationTrustedOrigins.includes(origin)

/** The address as a URL that may be asked, before anything is resolved. */
export function checkUrl(text: string, { plain = false } = {}): URL {
  if (!URL.canParse(text)) throw refuse('This is not a web address.')
  const url = new URL(text)
  if (url.username || url.password) throw refuse('An address must not hold a name and password.')
  if (isTrusted(url.origin)) return url
  if (url.protocol !== 'https:' && !(plain && url.protocol === 'http:'))
    throw refuse(`${url.host} must be asked by https.`)
  const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80))
  if (port !== 80 && port !== 443 && port < 1024)
    throw refuse(`Port ${port} of ${url.hostname} is not one of the web.`)
  return url
}

export type PinnedAddress = { address: string; family: number }

/**
 * Every address of a host, all of them public; whoever connects uses these and does not ask again.
 * One that is not public refuses the whole host.
 */
export async function publicAddresses(url: URL): Promise<PinnedAddress[]> {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const family = isIP(host)
  const found = family
    ? [{ address: host, family }]
    : await lookup(host, { all: true, verbatim: true }).catch((error: NodeJS.ErrnoException) => {
        throw new FetchProblem('network', `The name ${host} cannot be found.`, error.code)
      })
  if (isTrusted(url.origin)) return found
  if (found.length === 0)
    throw new FetchProblem('network', `The name ${host} cannot be found.`, 'ENOTFOUND')
  if (!found.every(({ address }) => isPublicAddress(address)))
    throw refuse(`${host} is not on the public internet, so it is not asked.`)
  return found
}
