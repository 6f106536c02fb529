/**
 * The workspace that a notice of the queue names, `<workspace>` or `<workspace> <method>,<method>`; undefined when the
 * notice is about nothing that can be done in these ways. Without methods it is about any.
 */
export function namedBy(payload: string, methods: readonly string[]): string | undefined {
  const [workspaceId, wanted] = payload.split(' ')
  if (wanted && !wanted.split(',').some((method) => methods.includes(method))) return undefined
  return workspaceId
}
