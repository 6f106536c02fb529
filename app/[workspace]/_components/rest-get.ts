/** Reads from the REST door as the person whose page this is; refusals are thrown in words. */
export async function restGet<T>(slug: string, path: string, signal?: AbortSignal): Promise<T> {
  const response = await fetch(`/api/v1${path}`, {
    headers: { 'x-workspace': slug },
    ...(signal ? { signal } : {}),
  })
  if (response.ok) return (await response.json()) as T
  const problem = (await response.json().catch(() => ({}))) as { detail?: string }
  throw new Error(problem.detail ?? 'The server could not be reached.')
}
