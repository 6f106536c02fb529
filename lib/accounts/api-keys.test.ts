import { call } from '@orpc/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asking, asOwner, closeOwner, makeMember, makeWorkspace } from '@/e2e/people'
import type { Member } from '../auth/actor'
import { hashToken } from '../auth/link-token'
import { resolveApiKey } from '../auth/session'
import { closeConnections } from '../db/client'
import { apiKeys } from './procedures'

let owner: Member & { seat: string }

const make = (input: object, as: Member = owner, idempotencyKey?: string) =>
  call(
    apiKeys.create,
    { name: 'Reports', ...input },
    { context: asking(as, idempotencyKey ? { idempotencyKey } : {}) },
  )

beforeAll(async () => {
  owner = await makeMember(await makeWorkspace(), 'owner')
})

afterAll(async () => {
  await closeConnections()
  await closeOwner()
})

describe('API keys', () => {
  it('stand for their maker, and are stored as a hash', async () => {
    const { key, prefix, id } = await make({})
    expect(key).toMatch(/^tdm_[0-9A-Za-z]{43}$/)
    expect(key.startsWith(prefix)).toBe(true)
    expect(await resolveApiKey(key)).toMatchObject({
      userId: owner.userId,
      role: 'owner',
      scopes: null,
    })
    const [row] = await asOwner('select key_hash, last_used_at from api_keys where id = $1', [id])
    expect(row).toEqual({ key_hash: hashToken(key), last_used_at: expect.any(Date) })
  })

  it('are shown once: a repeated request makes no second and shows none', async () => {
    const idempotencyKey = crypto.randomUUID()
    await make({ name: 'Once' }, owner, idempotencyKey)
    await expect(make({ name: 'Once' }, owner, idempotencyKey)).rejects.toMatchObject({
      code: 'conflict',
    })
    const rows = await asOwner(`select 1 from api_keys where name = 'Once'`)
    expect(rows).toHaveLength(1)
    const kept = await asOwner(`select 1 from idempotency_keys where answer::text like '%tdm\\_%'
      and answer::text ~ 'tdm_[0-9A-Za-z]{43}'`)
    expect(kept).toHaveLength(0)
  })

  it('are worth no more than who makes them', async () => {
    const { key } = await make({ permissions: ['keys.use', 'leads.read'] })
    const narrow = await resolveApiKey(key)
    if (!narrow) throw new Error('unknown key')
    expect(narrow.scopes).toEqual(['keys.use', 'leads.read'])
    await expect(make({ permissions: ['payouts.manage'] }, narrow)).rejects.toMatchObject({
      code: 'invalid',
      data: { fields: { permissions: expect.stringContaining('payouts.manage') } },
    })
    const child = await make({}, narrow)
    expect([...child.permissions].sort()).toEqual(['keys.use', 'leads.read'])
  })

  it('stop when revoked, expired, or when the seat is gone', async () => {
    const [revoked, expired] = [await make({}), await make({ expiresOn: '2999-01-01' })]
    await call(apiKeys.revoke, { id: revoked.id }, { context: asking(owner) })
    expect(await resolveApiKey(revoked.key)).toBeNull()
    expect(await resolveApiKey(expired.key)).not.toBeNull()
    expect(await resolveApiKey(expired.key, new Date('2999-01-02'))).toBeNull()
    const manager = await makeMember(owner.workspace, 'manager')
    const { key } = await make({}, manager)
    await asOwner(`update memberships set status = 'removed' where id = $1`, [manager.seat])
    expect(await resolveApiKey(key)).toBeNull()
  })

  it('are one’s own: colleagues neither see nor revoke them', async () => {
    const { id } = await make({})
    const admin = await makeMember(owner.workspace, 'admin')
    expect((await call(apiKeys.list, {}, { context: asking(admin) })).items).toEqual([])
    await expect(call(apiKeys.revoke, { id }, { context: asking(admin) })).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  it('do not end before today', async () => {
    await expect(make({ expiresOn: '2020-01-01' })).rejects.toMatchObject({
      data: { fields: { expiresOn: expect.any(String) } },
    })
  })
})
