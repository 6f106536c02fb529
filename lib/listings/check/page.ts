import { Parser } from 'htmlparser2'
import type { LinkState } from '../labels'

export type FoundLink = { url: string; rel: string; state: Exclude<LinkState, 'missing'> }

type Link = { href: string; rel: string }
type Page = { links: Link[]; base: string | undefined; nofollow: boolean }

/** The links of a page, and what it says of all of them. */
function readPage(html: string): Page {
  const page: Page = { links: [], base: undefined, nofollow: false }
  const parser = new Parser({
    onopentag(name, { href, rel = '', content = '', name: called = '' }) {
      if ((name === 'a' || name === 'area') && href) page.links.push({ href, rel })
      if (name === 'base' && href) page.base ??= href
      if (name === 'meta' && /^(robots|googlebot)$/i.test(called) && /nofollow|none/i.test(content))
        page.nofollow = true
    },
  })
  parser.write(html)
  parser.end()
  return page
}

const hostOf = (url: URL) => url.hostname.replace(/^www\./, '').replace(/\.$/, '')

const stateOf = (rel: string, nofollow: boolean): FoundLink['state'] => {
  const words = rel.toLowerCase().split(/\s+/)
  if (words.includes('sponsored')) return 'sponsored'
  if (words.includes('ugc')) return 'ugc'
  return nofollow || words.includes('nofollow') ? 'nofollow' : 'dofollow'
}

const rank: FoundLink['state'][] = ['dofollow', 'nofollow', 'ugc', 'sponsored']

/**
 * The best link of a page to a website, `www.` or not; null when there is none. `headers` says whether
 * the answer itself keeps search engines from following.
 */
export function findLink(
  html: string,
  address: string,
  website: string,
  headers: { nofollow: boolean } = { nofollow: false },
): FoundLink | null {
  if (!URL.canParse(website)) return null
  const wanted = hostOf(new URL(website))
  const page = readPage(html)
  const base = page.base && URL.canParse(page.base, address) ? new URL(page.base, address) : address
  const found = page.links.flatMap(({ href, rel }): FoundLink[] => {
    if (!URL.canParse(href.trim(), base)) return []
    const url = new URL(href.trim(), base)
    if (!/^https?:$/.test(url.protocol) || hostOf(url) !== wanted) return []
    const state = stateOf(rel, page.nofollow || headers.nofollow)
    return [{ url: url.href.slice(0, 2000), rel: rel.slice(0, 200), state }]
  })
  return found.sort((a, b) => rank.indexOf(a.state) - rank.indexOf(b.state))[0] ?? null
}
