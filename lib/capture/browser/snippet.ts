/**
 * <script async src="https://…/t.js" data-key="tdb_…" data-consent="required"></script>
 *
 * Counts page views and what tandem.track(type, data) is told. With `data-consent` it waits for
 * tandem.consent(true); only then is a visitor given an id, which the browser keeps.
 */
export {}

type Data = Record<string, unknown>
type Event = { id: string; eventType: string; eventData: Data; userId?: string }

const script = document.currentScript as HTMLScriptElement
const at = new URL(script.src)
const address = `${at.origin}/api/v1/events?key=${script.dataset.key}`
const asks = script.dataset.consent === 'required'
const store = 'tandem'
const signals = navigator as Navigator & { globalPrivacyControl?: boolean }
/** Somebody who does not want to be followed is not. */
const declined = signals.doNotTrack === '1' || signals.globalPrivacyControl === true

let agreed = recall('c') === '1'
let waiting: Event[] = []
let timer: ReturnType<typeof setTimeout> | undefined
let seen = ''

function recall(key: string) {
  try {
    return localStorage.getItem(store + key)
  } catch {
    return null
  }
}
function keep(key: string, value: string | null) {
  try {
    if (value === null) localStorage.removeItem(store + key)
    else localStorage.setItem(store + key, value)
  } catch {}
}

/** A UUID of version 7: sent twice, it counts once. */
function id() {
  const random = crypto.getRandomValues(new Uint8Array(10))
  random[0] = (random[0]! & 15) | 112
  random[2] = (random[2]! & 63) | 128
  const hex =
    Date.now().toString(16).padStart(12, '0') +
    Array.from(random, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

const may = () => !declined && (agreed || !asks)

/** The visitor, once they agreed; before, nobody. */
function visitor() {
  if (!agreed) return {}
  const known = recall('v') ?? id()
  keep('v', known)
  return { userId: known }
}

function send(body: string, again: boolean) {
  void fetch(address, {
    method: 'POST',
    body,
    keepalive: true,
    credentials: 'omit',
    headers: { 'content-type': 'text/plain' },
  })
    .then(({ status }) => status > 499 || status === 429)
    .catch(() => true)
    .then((failed) => {
      if (failed && again && may()) setTimeout(send, 3000, body, false)
    })
}

function flush(leaving?: boolean) {
  clearTimeout(timer)
  timer = undefined
  while (waiting.length) {
    const body = JSON.stringify({ events: waiting.splice(0, 20) })
    if (!(leaving && navigator.sendBeacon?.(address, body))) send(body, !leaving)
  }
}

function track(eventType: string, eventData: Data = {}) {
  if (!may()) return
  waiting.push({ id: id(), eventType, eventData, ...visitor() })
  if (waiting.length > 19) flush()
  else timer ||= setTimeout(flush, 1000)
}

function view() {
  const { pathname } = location
  if (!may() || pathname === seen) return
  seen = pathname
  track('page.viewed', {
    path: pathname,
    title: document.title.slice(0, 200),
    referrer: document.referrer.split(/[?#]/)[0],
  })
}

/** Withdrawn, what is waiting is dropped and what was kept is forgotten. */
function agree(given: boolean) {
  agreed = given
  keep('c', given ? '1' : null)
  if (given) return view()
  waiting = []
  seen = ''
  keep('v', null)
}

addEventListener('pagehide', () => flush(true))
document.addEventListener('visibilitychange', () => document.hidden && flush(true))
// Pages that change without loading.
const { pushState } = history
history.pushState = function (...state) {
  pushState.apply(this, state)
  view()
}
addEventListener('popstate', view)
Object.assign(window, { tandem: { track, consent: agree } })
view()
