import type { ActionError } from '@/components/form/action-result'
import { type Letter, send } from './send'

/** What was done while the server could not be reached: kept in the browser, sent once when it is back. */
export type Waiting = Letter & { key: string; taskId: string; what: string }
export type Delivered = { letter: Waiting; data?: unknown; refused?: ActionError }

const KEY = 'tandem.outbox'
export const outboxChanged = 'tandem:outbox'
export const delivered = 'tandem:delivered'

export function waiting(): Waiting[] {
  try {
    return JSON.parse(localStorage.getItem(KEY) ?? '[]') as Waiting[]
  } catch {
    return []
  }
}

function write(letters: Waiting[]) {
  try {
    if (letters.length > 0) localStorage.setItem(KEY, JSON.stringify(letters))
    else localStorage.removeItem(KEY)
  } catch {}
  window.dispatchEvent(new Event(outboxChanged))
}

export const post = (letter: Waiting) =>
  write([...waiting().filter(({ key }) => key !== letter.key), letter])

async function sendAll() {
  for (const letter of waiting()) {
    const sent = await send(letter)
    if ('unreachable' in sent) return
    write(waiting().filter(({ key }) => key !== letter.key))
    const detail: Delivered = { letter, ...sent }
    window.dispatchEvent(new CustomEvent(delivered, { detail }))
  }
}

/** Sends what waits, in its order; of several tabs one does. */
export async function flush(): Promise<void> {
  if (waiting().length === 0) return
  if (!navigator.locks) return sendAll()
  await navigator.locks.request(KEY, { ifAvailable: true }, async (lock) => {
    if (lock) await sendAll()
  })
}
