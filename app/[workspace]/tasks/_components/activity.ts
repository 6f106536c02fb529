/** After so long without a key or a movement somebody is taken to be away. */
const awayMs = 5 * 60_000

let last = 0
let hiddenSince: number | null = null
let listening = false

function listen() {
  if (listening) return
  listening = true
  last = Date.now()
  const note = () => {
    last = Date.now()
  }
  for (const kind of ['keydown', 'pointerdown', 'pointermove', 'wheel', 'focus'])
    window.addEventListener(kind, note, { capture: true, passive: true })
  document.addEventListener('visibilitychange', () => {
    hiddenSince = document.visibilityState === 'hidden' ? Date.now() : null
    if (!hiddenSince) note()
  })
}

export function isActive(now = Date.now()): boolean {
  listen()
  return now - last < awayMs
}

const inField = () =>
  document.activeElement instanceof HTMLElement &&
  document.activeElement.matches('input, textarea, select')

/** Whether somebody is at the task: heard of lately, or with a field open on a page that is to be seen. */
export function isAtWork(now = Date.now()): boolean {
  if (isActive(now)) return true
  const goneFor = hiddenSince === null ? 0 : now - hiddenSince
  return inField() && goneFor < awayMs
}
