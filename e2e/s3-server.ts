import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()
const hash = (data: string | Buffer) => createHash('sha256').update(data).digest('hex')

const header =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/

/** Signature Version 4, computed as its specification says and not as a client's library does. */
function refusal(request: IncomingMessage, body: Buffer, login: { keyId: string; secret: string }) {
  const found = header.exec(request.headers.authorization ?? '')
  if (!found) return 'AccessDenied'
  const [, keyId = '', day = '', region = '', names = '', signature = ''] = found
  if (keyId !== login.keyId) return 'InvalidAccessKeyId'
  const payload = String(request.headers['x-amz-content-sha256'])
  if (payload !== 'UNSIGNED-PAYLOAD' && payload !== hash(body)) return 'XAmzContentSHA256Mismatch'
  const { pathname } = new URL(request.url ?? '/', 'http://s3')
  const headers = names
    .split(';')
    .map((name) => `${name}:${String(request.headers[name]).trim()}\n`)
  const canonical = [request.method, pathname, '', headers.join(''), names, payload].join('\n')
  const scope = `${day}/${region}/s3/aws4_request`
  const text = ['AWS4-HMAC-SHA256', request.headers['x-amz-date'], scope, hash(canonical)].join(
    '\n',
  )
  const key = hmac(hmac(hmac(hmac(`AWS4${login.secret}`, day), region), 's3'), 'aws4_request')
  return timingSafeEqual(hmac(key, text), Buffer.from(signature, 'hex'))
    ? null
    : 'SignatureDoesNotMatch'
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part)
  return Buffer.concat(parts)
}

/** Speaks the part of S3 that the storage uses, and believes nobody without a right signature. */
export async function startS3(login: { keyId: string; secret: string }) {
  const files = new Map<string, { body: Buffer; type: string }>()
  /** Requests that are answered with 503 before any is heard. */
  let failures = 0
  const answer = (response: ServerResponse, status: number, code: string) =>
    response
      .writeHead(status, { 'content-type': 'application/xml' })
      .end(`<?xml version="1.0"?><Error><Code>${code}</Code></Error>`)
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await readAll(request)
    if (failures-- > 0) return answer(response, 503, 'SlowDown')
    const no = refusal(request, body, login)
    if (no) return answer(response, 403, no)
    const key = request.url ?? ''
    if (request.method === 'PUT') {
      files.set(key, { body, type: String(request.headers['content-type']) })
      return response.writeHead(200).end()
    }
    if (request.method === 'DELETE') {
      files.delete(key)
      return response.writeHead(204).end()
    }
    const file = files.get(key)
    if (!file) return answer(response, 404, 'NoSuchKey')
    return response.writeHead(200, { 'content-type': file.type }).end(file.body)
  }
  const server = createServer((request, response) => void handle(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/tandem`,
    files,
    failNext: (times: number) => {
      failures = times
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  }
}
