import { controlsOf } from './form-values'

type Control = ReturnType<typeof controlsOf>[number]

/** What the browser knows to be wrong before anything is sent, in words, by field. */
export function invalidFields(form: HTMLFormElement): Record<string, string> {
  const errors: Record<string, string> = {}
  for (const control of controlsOf(form)) {
    if (!control.willValidate || control.validity.valid) continue
    const name = control.dataset.field ?? control.name
    errors[name] ??= words(control)
  }
  return errors
}

function words(control: Control): string {
  const { validity } = control
  const limits = control instanceof HTMLInputElement ? control : null
  if (validity.customError) return control.validationMessage
  if (validity.valueMissing) {
    if (control.type === 'checkbox') return 'Tick this to go on.'
    if (control.type === 'radio' || control instanceof HTMLSelectElement) return 'Choose one.'
    return `${control.labels?.[0]?.dataset.label ?? 'This field'} is missing.`
  }
  if (validity.typeMismatch) {
    return control.type === 'email'
      ? 'Enter an e-mail address such as name@example.com.'
      : 'Enter a web address such as https://example.com.'
  }
  if (validity.tooShort && limits) return `Use at least ${limits.minLength} characters.`
  if (validity.tooLong && limits) return `Use at most ${limits.maxLength} characters.`
  if (validity.rangeUnderflow) return `The lowest is ${limits?.min}.`
  if (validity.rangeOverflow) return `The highest is ${limits?.max}.`
  if (validity.badInput && control.type === 'date') return 'Enter a full date.'
  return control.title || 'This is not in the expected form.'
}
