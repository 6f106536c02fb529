export type FormValue = string | number | boolean | string[] | null | undefined
export type FormValues = Record<string, FormValue>

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement

const isControl = (element: Element): element is Control =>
  element instanceof HTMLInputElement ||
  element instanceof HTMLSelectElement ||
  element instanceof HTMLTextAreaElement

export const controlsOf = (form: HTMLFormElement): Control[] => [...form.elements].filter(isControl)

/**
 * What was filled in, in the types that procedures take: a lone checkbox is a boolean, checkboxes
 * with values a list, `data-number` a number, text is trimmed, and an empty field is `empty`
 * (left out when creating, null when editing).
 */
export function readForm(form: HTMLFormElement, empty: null | undefined = undefined): FormValues {
  const values: FormValues = {}
  for (const control of controlsOf(form)) {
    const { name } = control
    if (!name || control.disabled) continue
    if (control instanceof HTMLInputElement && control.type === 'file') continue
    if (control instanceof HTMLInputElement && control.type === 'checkbox') {
      if (!control.hasAttribute('value')) values[name] = control.checked
      else values[name] = [...listOf(values[name]), ...(control.checked ? [control.value] : [])]
    } else if (control instanceof HTMLInputElement && control.type === 'radio') {
      values[name] = control.checked ? control.value : (values[name] ?? empty)
    } else values[name] = typedValue(control, empty)
  }
  return values
}

const listOf = (value: FormValue): string[] => (Array.isArray(value) ? value : [])

function typedValue(control: Control, empty: null | undefined): FormValue {
  const text = control.type === 'password' ? control.value : control.value.trim()
  if (text === '') return empty
  return 'number' in control.dataset ? Number(text) : text
}
