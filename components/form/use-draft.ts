import { type RefObject, useCallback, useEffect, useRef } from 'react'
import { controlsOf } from './form-values'

type Saved = Record<string, string>

const keyOf = (name: string) => `tandem.draft.${name}`
const isSecret = (type: string) => type === 'password' || type === 'file' || type === 'hidden'

/** Saves a form as it is filled in, and fills it again after a reload. */
export function useDraft(name: string | undefined, form: RefObject<HTMLFormElement | null>) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  useEffect(() => {
    const element = form.current
    if (!name || !element) return
    restore(element, read(name))
    const save = () => {
      timer.current = undefined
      write(name, snapshot(element))
    }
    const later = () => {
      clearTimeout(timer.current)
      timer.current = setTimeout(save, 250)
    }
    // Leaving within the pause saves at once, unless the form was sent meanwhile.
    const leave = () => timer.current !== undefined && save()
    element.addEventListener('input', later)
    window.addEventListener('pagehide', leave)
    return () => {
      leave()
      clearTimeout(timer.current)
      element.removeEventListener('input', later)
      window.removeEventListener('pagehide', leave)
    }
  }, [name, form])

  const clearDraft = useCallback(() => {
    clearTimeout(timer.current)
    timer.current = undefined
    if (name) write(name, null)
  }, [name])
  return { clearDraft }
}

function snapshot(form: HTMLFormElement): Saved {
  const saved: Saved = {}
  for (const control of controlsOf(form)) {
    const key = control.dataset.field ?? control.name
    if (!key || isSecret(control.type)) continue
    if (control instanceof HTMLInputElement && /checkbox|radio/.test(control.type)) {
      saved[`${key}=${control.value}`] = String(control.checked)
    } else saved[key] = control.value
  }
  return saved
}

function restore(form: HTMLFormElement, saved: Saved) {
  for (const control of controlsOf(form)) {
    const key = control.dataset.field ?? control.name
    if (!key || isSecret(control.type)) continue
    if (control instanceof HTMLInputElement && /checkbox|radio/.test(control.type)) {
      const checked = saved[`${key}=${control.value}`] === 'true'
      // A click, and not a property, so that React hears of it.
      if (`${key}=${control.value}` in saved && checked !== control.checked) control.click()
    } else if (saved[key] !== undefined && saved[key] !== control.value) {
      setValue(control, saved[key])
    }
  }
}

/** React watches the property of its own instance: the prototype's setter goes past it. */
function setValue(control: HTMLElement & { value: string }, value: string) {
  const setter = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(control), 'value')?.set
  setter?.call(control, value)
  control.dispatchEvent(new Event('input', { bubbles: true }))
  control.dispatchEvent(new Event('change', { bubbles: true }))
}

// Storage may be full, or forbidden by the browser: a draft is a comfort, not a promise.
function read(name: string): Saved {
  try {
    return JSON.parse(localStorage.getItem(keyOf(name)) ?? '{}') as Saved
  } catch {
    return {}
  }
}

function write(name: string, saved: Saved | null) {
  try {
    if (saved) localStorage.setItem(keyOf(name), JSON.stringify(saved))
    else localStorage.removeItem(keyOf(name))
  } catch {}
}
