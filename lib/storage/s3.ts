import { Readable } from 'node:stream'
import type { ReadableStream } from 'node:stream/web'
import { AwsClient } from 'aws4fetch'
import { AppError } from '../errors'
import { checkedKey, type Storage } from './storage'

export type S3Settings = {
  /** Endpoint and bucket, as https://s3.eu-central-1.amazonaws.com/bucket. */
  url: string
  region: string
  keyId: string
  secret: string
}

const timeoutMs = 60_000

const refused = async (response: Response, what: string) => {
  const code = /<Code>([A-Za-z]+)<\/Code>/.exec(await response.text())?.[1] ?? ''
  return new AppError(
    'unavailable',
    `The file storage could not ${what} the file (${response.status}${code && ` ${code}`}). Please try again.`,
  )
}

/** An S3-compatible store, addressed by path. Requests that the store could not answer are tried again. */
export function s3Storage({ url, region, keyId, secret }: S3Settings): Storage {
  const client = new AwsClient({
    accessKeyId: keyId,
    secretAccessKey: secret,
    service: 's3',
    region,
    retries: 3,
  })
  const place = (key: string) => `${url.replace(/\/$/, '')}/${checkedKey(key)}`
  const ask = (key: string, init: RequestInit) =>
    client.fetch(place(key), { ...init, signal: AbortSignal.timeout(timeoutMs) })
  return {
    async put(key, body, type) {
      const response = await ask(key, {
        method: 'PUT',
        body: body as Uint8Array<ArrayBuffer>,
        headers: { 'content-type': type },
      })
      if (!response.ok) throw await refused(response, 'keep')
    },
    async get(key) {
      const response = await ask(key, { method: 'GET' })
      if (response.status === 404) return null
      if (!response.ok) throw await refused(response, 'read')
      return Readable.fromWeb(response.body as ReadableStream)
    },
    async delete(key) {
      const response = await ask(key, { method: 'DELETE' })
      if (!response.ok && response.status !== 404) throw await refused(response, 'delete')
    },
  }
}
