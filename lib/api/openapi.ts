import { OpenAPIGenerator } from '@orpc/openapi'
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4'
import { restPrefix } from './rest'
import { router } from './router'

const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] })

type Document = Awaited<ReturnType<typeof generator.generate>>
let generated: Promise<Document> | undefined

/** The OpenAPI 3.1 document of the REST door, made from the procedures themselves. */
export function openApiDocument(): Promise<Document> {
  generated ??= generator.generate(router, {
    filter: ({ contract }) => contract['~orpc'].route.path !== undefined,
    info: {
      title: 'Tandem',
      version: '1',
      description:
        'Amounts are whole numbers in minor units beside their currency, times are ISO 8601 in UTC, lists answer `{items, nextCursor}`, errors are RFC 9457 problem details. Send an `Idempotency-Key` with a POST to make a retry safe.',
    },
    servers: [{ url: restPrefix }],
    security: [{ apiKey: [] }],
    components: {
      securitySchemes: {
        apiKey: { type: 'http', scheme: 'bearer', description: 'An API key from the settings.' },
      },
    },
  })
  return generated
}
