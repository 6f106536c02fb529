import { ORPCError, ValidationError } from '@orpc/server'
import { mapDatabaseError } from '../db/errors'
import { AppError, errorStatus } from '../errors'
import { log } from '../log'

export type ErrorData = { fields?: Record<string, string>; errorId?: string }

type Issue = { readonly message: string; readonly path?: readonly unknown[] | undefined }

const step = (part: unknown) =>
  String(part !== null && typeof part === 'object' && 'key' in part ? part.key : part)

/** Field path → the first thing that is wrong with it. */
export function fieldsOf(issues: readonly Issue[]): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const issue of issues) {
    const path = (issue.path ?? []).map(step).join('.') || 'request'
    fields[path] ??= issue.message
  }
  return fields
}

const wire = (code: string, status: number, message: string, data: ErrorData) =>
  new ORPCError(code, { status, message, data })

/** Any error as it leaves by a door: expected ones in words, others by id only. */
export function toWire(error: unknown): ORPCError<string, ErrorData> {
  const mapped = mapDatabaseError(error)
  if (mapped instanceof AppError) {
    return wire(
      mapped.code,
      errorStatus[mapped.code],
      mapped.message,
      mapped.fields ? { fields: mapped.fields } : {},
    )
  }
  if (mapped instanceof ORPCError) {
    // Already in words: the REST door meets what a procedure has thrown.
    if (mapped.code in errorStatus || mapped.code === 'internal') return mapped
    if (mapped.cause instanceof ValidationError && mapped.status === 400) {
      const fields = fieldsOf(mapped.cause.issues)
      return wire('invalid', 400, 'Please check the marked fields.', { fields })
    }
    // What oRPC itself refuses: malformed bodies, unknown methods.
    if (mapped.status < 500) return wire('invalid', mapped.status, mapped.message, {})
  }
  const errorId = crypto.randomUUID()
  log.error({ err: error, errorId }, 'unexpected error')
  return wire(
    'internal',
    500,
    `Something went wrong on our side. If it stays, tell us ${errorId}.`,
    { errorId },
  )
}
