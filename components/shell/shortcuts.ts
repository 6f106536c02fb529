type KeyPress = Pick<KeyboardEvent, 'key' | 'metaKey' | 'ctrlKey' | 'altKey' | 'shiftKey'>

const isPrintable = (key: string) => [...key].length === 1
const isLetter = (key: string) => /^\p{L}$/u.test(key)

/** A key press as the registry writes it: "mod+k", "shift+e", "?", "arrowleft". */
export function keysOf({ key, metaKey, ctrlKey, altKey, shiftKey }: KeyPress): string {
  const name = key === ' ' ? 'space' : key.toLowerCase()
  // "?" is typed with shift on many keyboards and without it on others.
  const shift = shiftKey && (!isPrintable(key) || isLetter(key))
  const parts = [(metaKey || ctrlKey) && 'mod', altKey && 'alt', shift && 'shift', name]
  return parts.filter(Boolean).join('+')
}

/** Speech input and shaky hands set off keys without a modifier: these can be switched off. */
export const isSingleKey = (keys: string): boolean =>
  !/^(mod|alt)\+/.test(keys) && isPrintable(keys.replace(/^shift\+/, '').split(' ')[0] ?? '')

export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target.matches('textarea, select')) return true
  return target.matches('input:not([type="checkbox"], [type="radio"], [type="button"])')
}

const KEY = 'tandem.single-keys'

export function singleKeysOn(): boolean {
  try {
    return localStorage.getItem(KEY) !== 'off'
  } catch {
    return true
  }
}

export function setSingleKeys(on: boolean): void {
  try {
    if (on) localStorage.removeItem(KEY)
    else localStorage.setItem(KEY, 'off')
  } catch {
    // Without storage the choice lasts as long as the page cannot remember it.
  }
}

const KEYS = 'tandem.keys'
/** Heard by everything that shows a key. */
export const keysChanged = 'tandem:keys'

type Chosen = Record<string, string>
let kept: { text: string | null; chosen: Chosen } = { text: null, chosen: {} }

/** The keys that this person chose, by command. */
export function chosenKeys(): Chosen {
  try {
    const text = localStorage.getItem(KEYS)
    if (text !== kept.text) kept = { text, chosen: text ? (JSON.parse(text) as Chosen) : {} }
  } catch {
    kept = { text: null, chosen: {} }
  }
  return kept.chosen
}

/** Gives a command another key; null goes back to its own. */
export function chooseKeys(id: string, keys: string | null): void {
  const { [id]: _, ...rest } = chosenKeys()
  const next = keys === null ? rest : { ...rest, [id]: keys }
  try {
    if (Object.keys(next).length > 0) localStorage.setItem(KEYS, JSON.stringify(next))
    else localStorage.removeItem(KEYS)
  } catch {
    // Without storage every command keeps its own key.
  }
  window.dispatchEvent(new Event(keysChanged))
}

type Keyed = { id: string; label: string; keys?: string | undefined }

/** The command that stands in the way of a key: it has the same one, or one begins with the other. */
export const conflictOf = <C extends Keyed>(
  commands: readonly C[],
  id: string,
  keys: string,
): C | undefined =>
  commands.find(
    (other) =>
      other.id !== id &&
      other.keys !== undefined &&
      (other.keys === keys ||
        other.keys.startsWith(`${keys} `) ||
        keys.startsWith(`${other.keys} `)),
  )

const modifiers = new Set(['Shift', 'Control', 'Alt', 'Meta', 'AltGraph', 'CapsLock', 'Dead'])

/** What somebody pressed as a new key; null while only a modifier is down, or for a key that the page needs itself. */
export function keysToChoose(press: KeyPress): string | null {
  if (modifiers.has(press.key) || ['Tab', 'Enter', 'Escape', ' '].includes(press.key)) return null
  return keysOf(press)
}
