export type ActionError = {
  code: string
  message: string
  fields?: Record<string, string>
}

/** What server actions answer. */
export type ActionResult<Output = unknown> =
  | readonly [error: ActionError, data: undefined]
  | readonly [error: null, data: Output]

export const unreachable: ActionError = {
  code: 'unreachable',
  message: 'The server could not be reached. What you typed is still here; try again.',
}
