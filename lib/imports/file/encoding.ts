import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { AppError } from '../../errors'

export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const
export type Encoding = (typeof encodings)[number]

const refuse = (message: string) => new AppError('invalid', message, { file: message })

/** Files that people take for a CSV, by how they begin. */
const foreign: [start: number[], message: string][] = [
  [[0x50, 0x4b], 'This is an Excel file or a ZIP archive. Save the sheet as CSV and upload that.'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'This is an old Excel file. Save the sheet as CSV and upload that.'],
  [[0x25, 0x50, 0x44, 0x46], 'This is a PDF. Export the table as CSV and upload that.'],
]

const beginsWith = (head: Uint8Array, start: readonly number[]) =>
  start.every((byte, index) => head[index] === byte)

/** UTF-16 without a mark: in Western text every other byte is zero. */
function zeros(head: Uint8Array): Encoding | undefined {
  const counts = [0, 0]
  head.forEach((byte, index) => {
    if (byte === 0) counts[index % 2] = (counts[index % 2] ?? 0) + 1
  })
  const [even = 0, odd = 0] = counts
  const half = head.length / 2
  if (odd > half * 0.3 && even < half * 0.05) return 'utf-16le'
  if (even > half * 0.3 && odd < half * 0.05) return 'utf-16be'
  return undefined
}

function byHead(head: Uint8Array): Encoding | undefined {
  for (const [start, message] of foreign) if (beginsWith(head, start)) throw refuse(message)
  if (beginsWith(head, [0xff, 0xfe])) return 'utf-16le'
  if (beginsWith(head, [0xfe, 0xff])) return 'utf-16be'
  const wide = zeros(head)
  if (!wide && head.includes(0))
    throw refuse('This is not a text file. Export the table as CSV and upload that.')
  return wide
}

async function isUtf8(path: string): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    for await (const chunk of createReadStream(path)) decoder.decode(chunk, { stream: true })
    decoder.decode()
    return true
  } catch (error) {
    if (error instanceof TypeError) return false
    throw error
  }
}

async function firstBytes(path: string): Promise<Uint8Array> {
  const file = await open(path)
  try {
    const head = Buffer.alloc(4096)
    const { bytesRead } = await file.read(head, 0, head.length, 0)
    return head.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

/** Which encoding a file is read in; what is no text at all is refused. */
export async function detectEncoding(path: string): Promise<Encoding> {
  const head = await firstBytes(path)
  if (head.length === 0) throw refuse('The file is empty.')
  return byHead(head) ?? ((await isUtf8(path)) ? 'utf-8' : 'windows-1252')
}

/** The file as text, a chunk at a time, without its byte order mark. */
export async function* readText(path: string, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding)
  for await (const chunk of createReadStream(path)) {
    const text = decoder.decode(chunk, { stream: true })
    if (text) yield text
  }
  const rest = decoder.decode()
  if (rest) yield rest
}

export async function readHead(path: string, encoding: Encoding, length = 65_536): Promise<string> {
  let head = ''
  for await (const text of readText(path, encoding)) {
    head += text
    if (head.length >= length) break
  }
  return head.slice(0, length)
}
