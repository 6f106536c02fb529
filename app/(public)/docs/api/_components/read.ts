import type { openApiDocument } from '@/lib/api/openapi'

type Document = Awaited<ReturnType<typeof openApiDocument>>
type Schema = Record<string, unknown>

export type Field = {
  name: string
  where: 'path' | 'query' | 'body'
  type: string
  required: boolean
}
export type ApiOperation = {
  id: string
  method: string
  path: string
  summary: string
  fields: Field[]
}

const asSchema = (value: unknown): Schema =>
  value !== null && typeof value === 'object' ? (value as Schema) : {}

/** A schema in a few words: "string (uuid)", "pending | approved". */
export function typeWords(value: unknown): string {
  const schema = asSchema(value)
  if (Array.isArray(schema.enum)) return schema.enum.join(' | ')
  if ('const' in schema) return String(schema.const)
  const options = schema.anyOf ?? schema.oneOf
  if (Array.isArray(options)) {
    const words = options.map(typeWords).filter((word) => word !== 'null')
    return [...new Set(words)].join(' or ')
  }
  if (schema.type === 'array') return `list of ${typeWords(schema.items)}`
  const format = typeof schema.format === 'string' ? ` (${schema.format})` : ''
  return typeof schema.type === 'string' ? `${schema.type}${format}` : 'any'
}

function bodyFields(operation: Schema): Field[] {
  const content = asSchema(asSchema(operation.requestBody).content)
  const schema = asSchema(asSchema(content['application/json']).schema)
  const required = Array.isArray(schema.required) ? schema.required : []
  return Object.entries(asSchema(schema.properties)).map(([name, property]) => ({
    name,
    where: 'body',
    type: typeWords(property),
    required: required.includes(name),
  }))
}

function parameterFields(operation: Schema): Field[] {
  const parameters = Array.isArray(operation.parameters) ? operation.parameters.map(asSchema) : []
  return parameters.map(({ name, in: where, schema, required }) => ({
    name: String(name),
    where: where === 'path' ? 'path' : 'query',
    type: typeWords(schema),
    required: required === true,
  }))
}

/** Every operation under its first tag, in the order of the router. */
export function operationsByTag(document: Document): { tag: string; operations: ApiOperation[] }[] {
  const groups = new Map<string, ApiOperation[]>()
  for (const [path, methods] of Object.entries(asSchema(document.paths))) {
    for (const [method, value] of Object.entries(asSchema(methods))) {
      const operation = asSchema(value)
      const tag = Array.isArray(operation.tags) ? String(operation.tags[0]) : 'Other'
      const list = groups.get(tag) ?? []
      list.push({
        id: `${method} ${path}`,
        method: method.toUpperCase(),
        path,
        summary: String(operation.summary ?? ''),
        fields: [...parameterFields(operation), ...bodyFields(operation)],
      })
      groups.set(tag, list)
    }
  }
  return [...groups].map(([tag, operations]) => ({ tag, operations }))
}
