import { inflateRawSync } from 'node:zlib'
import { AppError } from '../../errors'

const damaged = () =>
  new AppError('invalid', 'This ZIP file cannot be read. Unpack it and send the CSV.')

/** The first CSV of a ZIP file, by its directory at the end; at most `limit` bytes of it. */
export function unzip(bytes: Uint8Array, limit: number): Uint8Array {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    const end = zip.lastIndexOf('PK\x05\x06', undefined, 'latin1')
    let at = zip.readUInt32LE(end + 16)
    for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
      if (zip.readUInt32LE(at) !== 0x02014b50) throw damaged()
      const nameLength = zip.readUInt16LE(at + 28)
      const name = zip.toString('utf8', at + 46, at + 46 + nameLength)
      if (/\.csv$/i.test(name)) return unpack(zip, at, limit)
      at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32)
    }
  } catch {
    throw damaged()
  }
  throw new AppError('invalid', 'There is no CSV in this ZIP file.')
}

function unpack(zip: Buffer, entry: number, limit: number): Uint8Array {
  const method = zip.readUInt16LE(entry + 10)
  const packed = zip.readUInt32LE(entry + 20)
  const header = zip.readUInt32LE(entry + 42)
  const start = header + 30 + zip.readUInt16LE(header + 26) + zip.readUInt16LE(header + 28)
  const data = zip.subarray(start, start + packed)
  if (method === 0) return data
  if (method !== 8) throw damaged()
  return inflateRawSync(data, { maxOutputLength: limit })
}
