import { AppError } from '../errors'
import type { ProofKind } from './labels'

export type ProofType = 'image/png' | 'image/jpeg' | 'image/webp' | 'application/pdf' | 'text/plain'

const refuse = (message: string) => new AppError('invalid', message, { file: message })

const ascii = (body: Uint8Array, from: number, to: number) =>
  Buffer.from(body.subarray(from, to)).toString('latin1')

const byStart = (body: Uint8Array): ProofType | undefined => {
  if (ascii(body, 0, 8) === '\x89PNG\r\n\x1a\n' && ascii(body, 12, 16) === 'IHDR')
    return 'image/png'
  if (ascii(body, 0, 3) === '\xff\xd8\xff') return 'image/jpeg'
  if (ascii(body, 0, 4) === 'RIFF' && ascii(body, 8, 12) === 'WEBP') return 'image/webp'
  if (ascii(body, 0, 5) === '%PDF-') return 'application/pdf'
  return undefined
}

/** Text that a browser could take for a page: markup at its beginning, after blanks and comments. */
const markup = /^(?:\ufeff|\s|<!--[\s\S]*?-->)*<(?:[a-z!?/])/i

function textOf(body: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: those are what text has none of.
    return /[\0-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f]/.test(text) ? undefined : text
  } catch {
    return undefined
  }
}

/** What a file is by its bytes; what the sender called it counts for nothing. */
export function sniff(body: Uint8Array, kind: ProofKind): ProofType {
  if (body.length === 0) throw refuse('The file is empty.')
  const found = byStart(body)
  if (found) return found
  const text = textOf(body)
  if (text === undefined)
    throw refuse(
      'This is no PNG, JPEG or WebP picture, PDF or plain text. Take a screenshot instead.',
    )
  if (kind !== 'page' && markup.test(text))
    throw refuse('HTML, SVG and XML are not kept as proof. Take a screenshot, or save it as PDF.')
  return 'text/plain'
}
