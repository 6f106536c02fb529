import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { env } from './env'

type Key = { id: string; secret: Buffer }

function keys(): [Key, ...Key[]] {
  const parsed = env.encryptionKeys.split(',').map((pair) => {
    const [id = '', encoded = ''] = pair.trim().split(':')
    const secret = Buffer.from(encoded, 'base64')
    if (!/^[\w-]+$/.test(id) || secret.length !== 32) {
      throw new Error('ENCRYPTION_KEYS holds `id:key` pairs, each key 32 bytes in base64.')
    }
    return { id, secret }
  })
  return parsed as [Key, ...Key[]]
}

const decode = (part: string | undefined) => Buffer.from(part ?? '', 'base64url')

/**
 * Encrypts for storage, as `<key id>.<iv>.<tag>.<ciphertext>`. The context (`table:column:row id`)
 * is authenticated, so a value copied into another row does not open there.
 */
export function seal(plain: string, { context }: { context: string }): string {
  const [{ id, secret }] = keys()
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', secret, iv)
  cipher.setAAD(Buffer.from(context))
  const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
  const parts = [iv, cipher.getAuthTag(), sealed].map((part) => part.toString('base64url'))
  return [id, ...parts].join('.')
}

/** Opens what `seal` made for the same context; throws for anything else. */
export function open(sealed: string, { context }: { context: string }): string {
  const [id, iv, tag, data] = sealed.split('.')
  const key = keys().find((candidate) => candidate.id === id)
  if (!key) throw new Error(`The key ${id} is not among ENCRYPTION_KEYS.`)
  const decipher = createDecipheriv('aes-256-gcm', key.secret, decode(iv), { authTagLength: 16 })
  decipher.setAAD(Buffer.from(context))
  decipher.setAuthTag(decode(tag))
  return Buffer.concat([decipher.update(decode(data)), decipher.final()]).toString('utf8')
}

/**
 * Equal texts have equal fingerprints, and say nothing else. It hangs on the oldest key, so that
 * putting a new key in front leaves the stored ones comparable.
 */
export function fingerprint(plain: string): string {
  const oldest = keys().at(-1) as Key
  const secret = hkdfSync('sha256', oldest.secret, '', 'fingerprint', 32)
  return createHmac('sha256', Buffer.from(secret)).update(plain).digest('base64url')
}
