/** What can go wrong by no fault of ours, with the HTTP status it leaves by. */
export const errorStatus = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  too_large: 413,
  unsupported: 415,
  rate_limited: 429,
  unavailable: 503,
} as const

export type ErrorCode = keyof typeof errorStatus

/** An expected failure, in the user's words. Throwing it rolls the transaction back. */
export class AppError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    /** Input field → what is wrong with it. */
    readonly fields?: Record<string, string>,
  ) {
    super(message)
    this.name = 'AppError'
  }
}

/** What is wrong with the fields of an input. */
export const invalid = (fields: Record<string, string>) =>
  new AppError('invalid', 'Please check the marked fields.', fields)

export const notFound = (what: string) => new AppError('not_found', `This ${what} does not exist.`)

/** A refusal that leaves a mark: what the command wrote is committed, then the error is thrown. */
export class Refusal {
  constructor(readonly error: AppError) {}
}
