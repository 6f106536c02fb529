import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AppError } from '../../errors'
import { limits } from '../limits'

export type SpooledFile = { path: string; bytes: number; hash: string }

/** Past this a sender who ignores the limit is cut off instead of heard out. */
const patience = 2 * limits.bytes

const tooLarge = () =>
  new AppError(
    'too_large',
    `The file is larger than ${limits.bytes / 1024 / 1024} MB. Split it into several files; importing them one after the other gives the same result.`,
  )

/**
 * Writes an upload to a temporary file, a chunk at a time, and hands it to `use`. Nothing of it is
 * left afterwards, however that ends.
 */
export async function withSpooled<T>(
  upload: ReadableStream<Uint8Array>,
  use: (file: SpooledFile) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'tandem-import-'))
  try {
    const path = join(folder, 'upload')
    return await use({ path, ...(await spool(upload, path)) })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function spool(upload: ReadableStream<Uint8Array>, path: string) {
  const file = createWriteStream(path)
  const hash = createHash('sha256')
  let bytes = 0
  try {
    for await (const chunk of upload) {
      bytes += chunk.byteLength
      if (bytes > patience) throw tooLarge()
      if (bytes > limits.bytes) continue
      hash.update(chunk)
      if (!file.write(chunk)) await once(file, 'drain')
    }
  } finally {
    file.end()
    if (!file.closed) await once(file, 'close')
  }
  if (bytes > limits.bytes) throw tooLarge()
  return { bytes, hash: hash.digest('hex') }
}
