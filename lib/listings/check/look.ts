import { FetchProblem } from '../../automation/safe-address'
import { safeFollow } from '../../automation/safe-fetch'
import type { CheckOutcome, LinkState } from '../labels'
import { findLink } from './page'

/** What a look at a listing's page found. */
export type Finding = {
  outcome: CheckOutcome
  /** Null when nothing can be said of the link. */
  link: LinkState | null
  httpStatus: number | null
  pageUrl: string | null
  linkUrl: string | null
  linkRel: string | null
  detail: string | null
}

const nothing = {
  link: null,
  httpStatus: null,
  pageUrl: null,
  linkUrl: null,
  linkRel: null,
  detail: null,
}

const failed = (problem: FetchProblem): Finding => ({
  ...nothing,
  // A name that is not there any more is a page that is not there any more.
  outcome: problem.system === 'ENOTFOUND' ? 'missing' : 'unreachable',
  detail: problem.message,
})

/** Looks at a listing's page for the link to the customer's website. Never throws for what strangers do. */
export async function look(listingUrl: string, website: string | null): Promise<Finding> {
  try {
    const { status, body, url, headers } = await safeFollow(listingUrl, {
      plain: true,
      timeoutMs: 20_000,
      headers: { accept: 'text/html' },
    })
    const seen = { ...nothing, httpStatus: status, pageUrl: url.slice(0, 2000) }
    if (status === 404 || status === 410) return { ...seen, outcome: 'missing' }
    if (status < 200 || status > 299)
      return { ...seen, outcome: 'unreachable', detail: `The directory answered ${status}.` }
    if (!website) return { ...seen, outcome: 'live' }
    const nofollow = /nofollow|none/i.test(String(headers['x-robots-tag'] ?? ''))
    const link = findLink(body.toString('utf8'), url, website, { nofollow })
    if (!link) return { ...seen, outcome: 'link_missing', link: 'missing' }
    return {
      ...seen,
      outcome: link.state === 'dofollow' ? 'live' : 'nofollow',
      link: link.state,
      linkUrl: link.url,
      linkRel: link.rel || null,
    }
  } catch (error) {
    if (error instanceof FetchProblem) return failed(error)
    throw error
  }
}
