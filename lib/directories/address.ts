import { getDomain, getHostname } from 'tldts'

/** The registrable domain of an address (public suffix list), or its host where there is none. */
export const domainOf = (url: string): string =>
  getDomain(url, { allowPrivateDomains: true }) ?? getHostname(url) ?? ''

/** "Yelp for Business (US)" → "yelp-for-business-us"; an address' domain where no letter is left. */
export function slugOf(name: string, url: string): string {
  const plain = (text: string) =>
    text
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .slice(0, 80)
      .replace(/^-+|-+$/g, '')
  return plain(name) || plain(domainOf(url)) || 'directory'
}

/** Two addresses that lead to the same place: without scheme, www and closing slash. */
export const placeOf = (url: string): string =>
  url
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\/(www\.)?/, '')
    .replace(/[?#].*$/, '')
    .replace(/\/+$/, '')
