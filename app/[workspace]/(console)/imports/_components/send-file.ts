import { type KindName, kindPaths } from '@/lib/imports/kinds'

type Sending = { kind: KindName; source: string; key: string; onProgress(sent: number): void }

export type Sent = { id: string } | { refused: string }

type Problem = { detail?: string }

const unreachable = 'The server could not be reached. Try again.'

/** Sends a file to the REST door as it is; `onProgress` hears the bytes sent so far. */
export function sendFile(
  slug: string,
  file: File,
  { kind, source, key, onProgress }: Sending,
): Promise<Sent> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest()
    const query = new URLSearchParams({ fileName: file.name, source })
    request.open('POST', `/api/v1/${kindPaths[kind]}?${query}`)
    request.responseType = 'json'
    request.setRequestHeader('x-workspace', slug)
    request.setRequestHeader('content-type', 'text/csv')
    request.setRequestHeader('idempotency-key', key)
    request.upload.onprogress = ({ loaded }) => onProgress(loaded)
    request.onerror = () => resolve({ refused: unreachable })
    request.onload = () => {
      const answer = request.response as ({ id: string } & Problem) | null
      if (request.status === 201 && answer) resolve({ id: answer.id })
      else resolve({ refused: answer?.detail ?? unreachable })
    }
    request.send(file)
  })
}
