import type { Readable } from 'node:stream'
import { env } from '../env'
import { diskStorage } from './disk'

/** Where files lie. Keys are made by us, of ids and slashes; they never hold what a person typed. */
export interface Storage {
  /** Keeps a file under a key. A file is there whole or not at all. */
  put(key: string, body: Uint8Array, type: string): Promise<void>
  /** The file as a stream; null when there is none. */
  get(key: string): Promise<Readable | null>
  /** Fine when there is none. */
  delete(key: string): Promise<void>
}

const shape = /^[a-z0-9-]+(\/[a-z0-9-]+){1,4}$/

/** A key of another shape is a fault of ours, and would be a way out of the folder. */
export function checkedKey(key: string): string {
  if (!shape.test(key)) throw new Error(`${JSON.stringify(key)} is no key of the storage.`)
  return key
}

/** The storage that the settings name: S3-compatible when there is one, otherwise a folder. */
export async function storage(): Promise<Storage> {
  const { s3 } = env
  if (!s3) return diskStorage(env.storageDir)
  const { s3Storage } = await import('./s3')
  return s3Storage(s3)
}
