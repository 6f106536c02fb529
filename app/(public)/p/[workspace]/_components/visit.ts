import { v7 as uuidv7 } from 'uuid'
import type { VisitStage } from '@/lib/applications/schema'

/** What was told from this page, whether or not it arrived. */
const told = new Set<string>()

/** Who visits, for as long as this tab is open: nothing is kept beyond it, so nobody is known again. */
export function visitorOf(slug: string): string | undefined {
  const signals = navigator as Navigator & { globalPrivacyControl?: boolean }
  if (signals.doNotTrack === '1' || signals.globalPrivacyControl === true) return
  return firstOf(slug, 'id', uuidv7())
}

/** Tells once in a tab what its visitor does; what did not arrive is told again after the next load. */
export async function tellVisit(slug: string, stage: VisitStage, followed?: string) {
  const visitorId = visitorOf(slug)
  const key = keyOf(slug, stage)
  if (!visitorId || told.has(key) || recall(key)) return
  told.add(key)
  const campaign = firstOf(slug, 'campaign', followed)
  const arrived = await fetch(`/api/v1/programmes/${slug}/visits`, {
    method: 'POST',
    body: JSON.stringify({ visitorId, stage, campaign }),
    headers: { 'content-type': 'application/json' },
    credentials: 'omit',
    keepalive: true,
  })
    // To the browser, a request is not over before its answer is read.
    .then((answer) => answer.text().then(() => answer.ok))
    .catch(() => false)
  if (arrived) firstOf(slug, stage, 'told')
}

const keyOf = (slug: string, what: string) => `tandem.visit.${slug}.${what}`

/** What was kept first; the value when it is the first. Nothing where the browser keeps nothing. */
function firstOf(slug: string, what: string, value: string | undefined) {
  const key = keyOf(slug, what)
  const known = recall(key)
  if (known || !value) return known
  try {
    sessionStorage.setItem(key, value)
    return value
  } catch {}
}

// Storage may be full, or forbidden by the browser.
function recall(key: string): string | undefined {
  try {
    return sessionStorage.getItem(key) ?? undefined
  } catch {}
}
