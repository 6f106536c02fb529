import { randomUUID } from 'node:crypto'
import { constants } from 'node:fs'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { checkedKey, type Storage } from './storage'

const absent = (error: unknown) => (error as NodeJS.ErrnoException).code === 'ENOENT'

async function write(path: string, body: Uint8Array) {
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(body)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Files in a folder, one per key. */
export function diskStorage(folder: string): Storage {
  const place = (key: string) => join(folder, checkedKey(key))
  return {
    async put(key, body) {
      const path = place(key)
      const draft = `${path}.${randomUUID()}`
      await mkdir(dirname(path), { recursive: true, mode: 0o700 })
      try {
        await write(draft, body)
        await rename(draft, path)
      } catch (error) {
        await rm(draft, { force: true })
        throw error
      }
    },
    async get(key) {
      try {
        const file = await open(place(key), constants.O_RDONLY | constants.O_NOFOLLOW)
        return file.createReadStream()
      } catch (error) {
        if (absent(error)) return null
        throw error
      }
    },
    delete: (key) => rm(place(key), { force: true }),
  }
}
