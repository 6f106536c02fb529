/** Markup whose values are already escaped. */
export class Html {
  constructor(readonly markup: string) {}
}

type Value = string | number | Html | null | undefined | false | readonly Html[]

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const escaped = (text: string) => text.replace(/[&<>"']/g, (mark) => ENTITIES[mark] ?? mark)

function render(value: Value): string {
  if (typeof value === 'string') return escaped(value)
  if (value instanceof Html) return value.markup
  if (Array.isArray(value)) return value.map(render).join('')
  return value === null || value === undefined || value === false ? '' : escaped(String(value))
}

/** Escapes every value that is not itself Html. Attribute values stand in double quotes. */
export function html(parts: TemplateStringsArray, ...values: Value[]): Html {
  let markup = parts[0] ?? ''
  for (let at = 0; at < values.length; at++) markup += render(values[at]) + parts[at + 1]
  return new Html(markup)
}
