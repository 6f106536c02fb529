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
