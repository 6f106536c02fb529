import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { fingerprint, open, seal } from './crypto'

const original = process.env.ENCRYPTION_KEYS
const key = (id: string) => `${id}:${randomBytes(32).toString('base64')}`
const context = 'partners:payout_details:0190a1b2'

afterEach(() => {
  process.env.ENCRYPTION_KEYS = original
})

describe('sealing', () => {
  it('gives back whatever was put in', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (plain) => {
        expect(open(seal(plain, { context }), { context })).toBe(plain)
      }),
    )
  })

  it('never repeats a ciphertext', () => {
    expect(seal('DE89 3704', { context })).not.toBe(seal('DE89 3704', { context }))
  })

  it('refuses a value moved to another row', () => {
    const sealed = seal('DE89 3704', { context })
    expect(() => open(sealed, { context: 'partners:payout_details:0190ffff' })).toThrow()
  })

  it('refuses a changed or shortened value', () => {
    const [id, iv, tag = '', data] = seal('DE89 3704', { context }).split('.')
    const changed = Buffer.from(data ?? '', 'base64url')
    changed[0] = (changed[0] ?? 0) ^ 1
    const bent = [id, iv, tag, changed.toString('base64url')].join('.')
    expect(() => open(bent, { context })).toThrow()
    expect(() => open([id, iv, tag.slice(0, 8), data].join('.'), { context })).toThrow()
    expect(() => open('nonsense', { context })).toThrow()
  })

  it('opens values of an older key and seals with the newest', () => {
    const [older, newer] = [key('k1'), key('k2')]
    process.env.ENCRYPTION_KEYS = older
    const [sealed, print] = [seal('DE89 3704', { context }), fingerprint('DE89 3704')]
    process.env.ENCRYPTION_KEYS = `${newer},${older}`
    expect(open(sealed, { context })).toBe('DE89 3704')
    expect(seal('x', { context })).toMatch(/^k2\./)
    expect(fingerprint('DE89 3704')).toBe(print)
    process.env.ENCRYPTION_KEYS = newer
    expect(() => open(sealed, { context })).toThrow('The key k1 is not among')
  })

  it('refuses keys of the wrong size', () => {
    process.env.ENCRYPTION_KEYS = `k1:${randomBytes(16).toString('base64')}`
    expect(() => seal('x', { context })).toThrow('32 bytes')
  })
})

describe('fingerprint', () => {
  it('tells equal from different', () => {
    expect(fingerprint('a')).toBe(fingerprint('a'))
    expect(fingerprint('a')).not.toBe(fingerprint('b'))
  })
})
