/** `{{address.city}}`, `{{phone?}}` for what may be missing, `{{secret.apiKey}}`. */
const placeholder = /\{\{\s*([a-zA-Z][\w]*(?:\.[\w]+)*)(\?)?\s*\}\}/g

/** What a template may name, and what it is. Filled per submission. */
export type Values = Record<string, unknown>

/** The business lacks what a directory asks for. */
export class MissingValue extends Error {
  constructor(readonly path: string) {
    super(`The business has no ${path}.`)
    this.name = 'MissingValue'
  }
}

/** What is wrong with a template, in words; null when nothing is. */
export function templateFault(template: string): string | null {
  const rest = template.replace(placeholder, '')
  return /\{\{|\}\}/.test(rest)
    ? 'Placeholders are written like {{name}}, {{address.city}} or {{phone?}}.'
    : null
}

/** The names in a template, such as `address.city`. */
export const namesIn = (template: string): string[] =>
  [...template.matchAll(placeholder)].map(([, path = '']) => path)

function valueAt(values: Values, path: string): unknown {
  let at: unknown = values
  for (const key of path.split('.')) {
    if (at === null || typeof at !== 'object' || !Object.hasOwn(at, key)) return undefined
    at = (at as Record<string, unknown>)[key]
  }
  return at
}

function asText(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.map(asText).filter(Boolean).join(', ')
  if (typeof value === 'object') return JSON.stringify(value)
  return String(value)
}

/** A template with the values in it; each goes through `encode`. Throws MissingValue. */
export function render(
  template: string,
  values: Values,
  encode: (text: string) => string = (text) => text,
): string {
  return template.replace(placeholder, (_, path: string, optional?: string) => {
    const text = asText(valueAt(values, path))
    if (text === '' && !optional) throw new MissingValue(path)
    return encode(text)
  })
}
