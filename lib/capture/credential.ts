import { hashToken } from '../auth/link-token'
import { permissions } from '../auth/permissions'

/** What a call shows: the key of an API caller, or that of a page with the page's origin. */
export type Credential = { kind: 'api' | 'browser'; secret: string; origin: string; name: string }

const known = new Map<string, Credential>()
const mostKnown = 20_000

function remembered(name: string, make: () => Omit<Credential, 'name'>): Credential {
  let found = known.get(name)
  if (!found) {
    if (known.size >= mostKnown) known.clear()
    found = { ...make(), name }
    known.set(name, found)
  }
  return found
}

export const apiCredential = (key: string) =>
  remembered(`api ${key}`, () => ({ kind: 'api', secret: hashToken(key), origin: '' }))

export const browserCredential = (key: string, origin: string) =>
  remembered(`browser ${key} ${origin}`, () => ({ kind: 'browser', secret: key, origin }))

export const permission = 'events.write'
export const rolesThatSend: readonly string[] = permissions[permission]
