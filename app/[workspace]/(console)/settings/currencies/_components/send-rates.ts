import type { RateImport } from '@/lib/currencies/schema'

type Choice = { dryRun: boolean; replace: boolean }

/** Sends a file of rates to the REST door as it is; a text instead of a result says why it was refused. */
export async function sendRates(
  slug: string,
  file: File,
  { dryRun, replace }: Choice,
): Promise<RateImport | string> {
  try {
    const response = await fetch(
      `/api/v1/exchange-rates/imports?dryRun=${dryRun}&replace=${replace}`,
      {
        method: 'POST',
        headers: { 'x-workspace': slug, 'content-type': 'application/octet-stream' },
        body: file,
      },
    )
    const answer = await response.json()
    return response.ok ? answer : (answer.detail ?? 'The file was not taken. Try again.')
  } catch {
    return 'The server could not be reached. Try again.'
  }
}
