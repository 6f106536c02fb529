import type { FiguresReport } from '@/lib/listings/schema'

/** Sends a CSV of figures to the REST door; a text instead of a report says why it was refused. */
export async function sendFigures(
  slug: string,
  file: File,
  dryRun: boolean,
): Promise<FiguresReport | string> {
  try {
    const response = await fetch(`/api/v1/listing-figures?dryRun=${dryRun}`, {
      method: 'POST',
      headers: { 'x-workspace': slug, 'content-type': 'text/csv' },
      body: file,
    })
    const answer = await response.json()
    return response.ok ? answer : (answer.detail ?? 'The file was not taken. Try again.')
  } catch {
    return 'The server could not be reached. Try again.'
  }
}
