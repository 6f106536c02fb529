import { getDomain } from 'tldts'
import { freeMailDomains } from './free-mail'
import { e164 } from './phone'

const registrable = (host: string) => getDomain(host, { allowPrivateDomains: true })

/** One mailbox, however it is written: plus tags go, and the dots that Gmail ignores. */
function mailbox(email: string): string {
  const at = email.lastIndexOf('@')
  const domain = email.slice(at + 1).toLowerCase()
  const local = email.slice(0, at).toLowerCase().replace(/\+.*$/, '')
  const gmail = domain === 'gmail.com' || domain === 'googlemail.com'
  return gmail ? `${local.replaceAll('.', '')}@gmail.com` : `${local}@${domain}`
}

/**
 * What makes two registrations the same client: the normalised e-mail, the registrable domain of
 * e-mail and website (public suffix list) unless anybody can have an address there, and the phone
 * number in E.164. Numbers that name no country are read in the given one.
 */
export function clientKeys(
  client: {
    clientEmail?: string | null | undefined
    clientPhone?: string | null | undefined
    website?: string | null | undefined
  },
  phoneCountry: string | null,
): string[] {
  const keys = new Set<string>()
  const hosts: string[] = []
  if (client.clientEmail) {
    keys.add(`email:${mailbox(client.clientEmail)}`)
    hosts.push(client.clientEmail.slice(client.clientEmail.lastIndexOf('@') + 1))
  }
  if (client.website) hosts.push(client.website)
  for (const host of hosts) {
    const domain = registrable(host)?.toLowerCase()
    if (domain && !freeMailDomains.has(domain)) keys.add(`domain:${domain}`)
  }
  const phone = client.clientPhone && e164(client.clientPhone, phoneCountry)
  if (phone) keys.add(`phone:${phone}`)
  return [...keys]
}
