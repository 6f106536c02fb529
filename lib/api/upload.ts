import { AppError } from '../errors'

const raw = /^(text\/(csv|plain)|image\/(png|jpeg|webp)|application\/(octet-stream|pdf))\b/i
const multipart = /^multipart\/form-data\b.*?\bboundary=(?:"([^"]+)"|([^;\s]+))/i

/** The file that a request carries as its body or as a part of it, to be read as it arrives. */
export function uploadOf(request: Request): ReadableStream<Uint8Array> | undefined {
  const type = request.headers.get('content-type') ?? ''
  if (!request.body) return undefined
  if (raw.test(type)) return request.body
  const boundary = multipart.exec(type)
  return boundary ? streamOf(filePart(request.body, boundary[1] ?? boundary[2] ?? '')) : undefined
}

/** The request for whoever would otherwise read its body as a whole. */
export function withoutBody(request: Request): Request {
  const headers = new Headers(request.headers)
  headers.delete('content-type')
  headers.delete('content-length')
  return new Request(request.url, { method: request.method, headers, signal: request.signal })
}

const streamOf = (chunks: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> =>
  new ReadableStream({
    async pull(controller) {
      const { done, value } = await chunks.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
    async cancel() {
      await chunks.return(undefined)
    },
  })

const malformed = () => new AppError('invalid', 'The form data has no file in it.')
const headersEnd = Buffer.from('\r\n\r\n')
const longestHeaders = 16_384

/** The first part that is a file, a chunk at a time: everything up to the next boundary. */
async function* filePart(body: ReadableStream<Uint8Array>, boundary: string) {
  const mark = Buffer.from(`\r\n--${boundary}`)
  // The first boundary has no line before it.
  let waiting: Buffer = Buffer.from('\r\n')
  let inside: 'preamble' | 'headers' | 'file' | 'other' = 'preamble'
  for await (const chunk of body) {
    waiting = Buffer.concat([waiting, chunk])
    for (;;) {
      if (inside === 'headers') {
        const end = waiting.indexOf(headersEnd)
        if (end === -1) {
          if (waiting.length > longestHeaders) throw malformed()
          break
        }
        inside = /\bfilename\*?=/i.test(waiting.subarray(0, end).toString()) ? 'file' : 'other'
        waiting = waiting.subarray(end + headersEnd.length)
      }
      const at = waiting.indexOf(mark)
      // A boundary may be cut in two: its length stays back.
      const sure = at === -1 ? Math.max(0, waiting.length - mark.length) : at
      if (inside === 'file' && sure > 0) yield waiting.subarray(0, sure)
      if (at === -1) {
        waiting = waiting.subarray(sure)
        break
      }
      if (inside === 'file') return
      inside = 'headers'
      waiting = waiting.subarray(at + mark.length)
    }
  }
  throw malformed()
}
