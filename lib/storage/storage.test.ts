import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startS3 } from '@/e2e/s3-server'
import { diskStorage } from './disk'
import { s3Storage } from './s3'
import type { Storage } from './storage'

let folder: string
let server: Awaited<ReturnType<typeof startS3>>
const stores: Record<string, Storage> = {}
const login = { region: 'eu-central-1', keyId: 'AKIAtest', secret: 'the right secret' }

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tandem-storage-'))
  server = await startS3(login)
  stores.disk = diskStorage(join(folder, 'disk'))
  stores.s3 = s3Storage({ url: server.url, ...login })
})

afterAll(async () => {
  await server.close()
  await rm(folder, { recursive: true, force: true })
})

async function read(store: Storage, key: string) {
  const stream = await store.get(key)
  if (!stream) return null
  const parts: Buffer[] = []
  for await (const part of stream) parts.push(part)
  return Buffer.concat(parts)
}

describe.each(['disk', 's3'])('a storage on %s', (kind) => {
  const store = () => stores[kind] as Storage
  const key = 'a1/proofs/b2'

  it('gives back what it was given, replaces it, and forgets it', async () => {
    const bytes = Buffer.from(Array.from({ length: 300_000 }, (_, n) => n % 251))
    await store().put(key, bytes, 'image/png')
    expect((await read(store(), key))?.equals(bytes)).toBe(true)
    await store().put(key, Buffer.from('again'), 'text/plain')
    expect(String(await read(store(), key))).toBe('again')
    await store().delete(key)
    expect(await read(store(), key)).toBeNull()
    await store().delete(key)
  })

  it('ends with one of the files when many are put at once', async () => {
    const files = Array.from({ length: 8 }, (_, n) => Buffer.alloc(50_000, n))
    await Promise.all(files.map((file) => store().put(key, file, 'image/png')))
    const kept = await read(store(), key)
    expect(files.some((file) => kept?.equals(file))).toBe(true)
  })

  it.each(['../etc/passwd', '/etc/passwd', 'a/../../b', 'a', 'a//b', 'a/b\0', 'a/..', 'A/b', ''])(
    'takes no key like %j',
    async (key) => {
      await expect(async () => store().put(key, Buffer.from('x'), 'text/plain')).rejects.toThrow(
        'is no key',
      )
      await expect(async () => store().get(key)).rejects.toThrow('is no key')
      await expect(async () => store().delete(key)).rejects.toThrow('is no key')
    },
  )
})

it('leaves no draft of a file behind on disk', async () => {
  const names = await readdir(join(folder, 'disk'), { recursive: true })
  expect(names.filter((name) => /\.[0-9a-f-]{36}$/.test(name))).toEqual([])
})

it('tries again what the S3 store was too busy for', async () => {
  server.failNext(2)
  await stores.s3?.put('a1/proofs/b2', Buffer.from('patience'), 'image/png')
  expect(server.files.get('/tandem/a1/proofs/b2')?.body.toString()).toBe('patience')
})

it('says that an S3 store refuses its key, without the key', async () => {
  const wrong = s3Storage({ url: server.url, ...login, secret: 'wrong-secret' })
  const failure = wrong.put('a1/proofs/b2', Buffer.from('x'), 'image/png')
  await expect(failure).rejects.toThrow(/could not keep the file \(403 SignatureDoesNotMatch\)/)
  await expect(failure).rejects.not.toThrow('wrong-secret')
})
