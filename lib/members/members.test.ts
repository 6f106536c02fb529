import { call } from '@orpc/server'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import {
  asking,
  asOwner,
  closeOwner,
  goodPassword,
  jobs,
  makeMember,
  makePartner,
  makePerson,
  makeWorkspace,
  type TestWorkspace,
  visitor,
} from '@/e2e/people'
import type { Member } from '../auth/actor'
import { linkToken } from '../auth/link-token'
import type { Role } from '../auth/permissions'
import { resolveSession } from '../auth/session'
import { closeConnections } from '../db/client'
import { invitations, members } from './procedures'

let workspace: TestWorkspace
let owner: Member & { seat: string }

const newEmail = () => `${crypto.randomUUID()}@example.com`

let hops = 0
const stranger = () => asking(visitor, { address: `198.51.100.${++hops}` })

const invite = (email: string, role: Role = 'manager', as: Member = owner, partnerId?: string) =>
  call(invitations.create, { email, role, partnerId }, { context: asking(as) })

const join = (token: string, name = 'Grace Hopper') =>
  call(invitations.join, { token, name, password: goodPassword }, { context: stranger() })

const view = (token: string) => call(invitations.view, { token }, { context: stranger() })

const tokenOf = ({ invitationId }: { invitationId: string }) =>
  linkToken('invitation', invitationId)

beforeEach(async () => {
  workspace = await makeWorkspace()
  owner = await makeMember(workspace, 'owner')
})

afterAll(async () => {
  await closeConnections()
  await closeOwner()
})

describe('inviting', () => {
  it('sends a mail whose row holds no secret, and lets the person in', async () => {
    const email = newEmail()
    const sent = await invite(email)
    const [mail] = await asOwner<{ id: string; data: unknown }>(
      'select id, data from emails where recipient = $1',
      [email],
    )
    expect(mail?.data).toEqual({ invitationId: sent.invitationId })
    expect(await jobs('mail.send')).toContainEqual({ workspaceId: workspace.id, emailId: mail?.id })

    expect(await view(tokenOf(sent))).toMatchObject({ state: 'open', email, hasAccount: false })
    const joined = await join(tokenOf(sent))
    expect(joined.workspace).toBe(workspace.slug)
    expect(await resolveSession(joined.token, workspace.slug)).toMatchObject({
      kind: 'member',
      role: 'manager',
      name: 'Grace Hopper',
    })
    const { items } = await call(members.list, {}, { context: asking(owner) })
    expect(items.map((member) => member.email)).toContain(email)
  })

  it('of two who follow one link at once lets one in', async () => {
    const token = tokenOf(await invite(newEmail()))
    const both = await Promise.allSettled([join(token, 'One'), join(token, 'Two')])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    await expect(join(token)).rejects.toMatchObject({ code: 'conflict' })
  })

  it('explains links that are used, taken back, expired or cut', async () => {
    const used = tokenOf(await invite(newEmail()))
    await join(used)
    const revoked = await invite(newEmail())
    await call(invitations.revoke, { id: revoked.invitationId }, { context: asking(owner) })
    const expired = await invite(newEmail())
    await asOwner('update invitations set expires_at = now() where id = $1', [expired.invitationId])
    const links = {
      accepted: used,
      revoked: tokenOf(revoked),
      expired: tokenOf(expired),
      unknown: 'x',
    }
    for (const [state, token] of Object.entries(links)) {
      expect(await view(token)).toMatchObject({ state })
      await expect(join(token)).rejects.toMatchObject({ code: 'conflict' })
    }
    const again = await call(
      invitations.resend,
      { id: expired.invitationId },
      { context: asking(owner) },
    )
    expect(tokenOf(again)).toBe(links.expired)
    await expect(join(links.expired)).resolves.toBeTruthy()
  })

  it('asks an existing account to sign in, and takes no other', async () => {
    const ada = await makePerson()
    const sent = await invite(ada.email)
    const token = tokenOf(sent)
    expect(await view(token)).toMatchObject({ state: 'open', hasAccount: true })
    await expect(join(token)).rejects.toMatchObject({ code: 'conflict' })
    const accept = async (person: Awaited<ReturnType<typeof makePerson>>) =>
      call(
        invitations.accept,
        { token },
        { context: asking({ kind: 'person', ...person, sessionId: crypto.randomUUID() }) },
      )
    await expect(accept(await makePerson())).rejects.toMatchObject({ code: 'conflict' })
    await expect(accept(ada)).resolves.toEqual({ workspace: workspace.slug })
    await expect(invite(ada.email)).rejects.toMatchObject({
      code: 'conflict',
      data: { fields: { email: 'This person is a member already.' } },
    })
  })

  it('shows nothing of the account that an invited address has elsewhere', async () => {
    const ada = await makePerson(goodPassword, 'Secret Name')
    await invite(ada.email)
    const listed = await call(invitations.list, {}, { context: asking(owner) })
    const seen = await call(members.list, {}, { context: asking(owner) })
    expect(JSON.stringify([listed, seen])).not.toContain('Secret Name')
  })

  it('takes one open invitation per address, however many ask at once', async () => {
    const email = newEmail()
    const all = await Promise.allSettled(Array.from({ length: 8 }, () => invite(email)))
    expect(all.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    await expect(invite(email)).rejects.toMatchObject({ code: 'conflict' })
  })

  it('ties a partner’s seat to the partner', async () => {
    await expect(invite(newEmail(), 'partner')).rejects.toMatchObject({ code: 'invalid' })
    const partnerId = await makePartner(workspace)
    const { token } = await join(tokenOf(await invite(newEmail(), 'partner', owner, partnerId)))
    expect(await resolveSession(token, workspace.slug)).toMatchObject({
      role: 'partner',
      partnerId,
    })
    const foreign = await makePartner(await makeWorkspace())
    await expect(invite(newEmail(), 'partner', owner, foreign)).rejects.toMatchObject({
      code: 'not_found',
    })
  })
})

describe('seats', () => {
  const change = (as: Member, id: string, role: Role) =>
    call(members.changeRole, { id, role }, { context: asking(as) })
  const remove = (as: Member, id: string) => call(members.remove, { id }, { context: asking(as) })

  it('stop working at once when taken away', async () => {
    const { token } = await join(tokenOf(await invite(newEmail())))
    const member = await resolveSession(token, workspace.slug)
    const [seat] = await asOwner<{ id: string }>('select id from memberships where user_id = $1', [
      member?.userId,
    ])
    await remove(owner, seat?.id as string)
    expect(await resolveSession(token, workspace.slug)).toMatchObject({ kind: 'person' })
  })

  it('keep one owner when two owners take each other out at once', async () => {
    for (const [first, second] of [
      [change, change],
      [remove, remove],
      [change, remove],
    ] as const) {
      const place = await makeWorkspace()
      const [ann, bob] = [await makeMember(place, 'owner'), await makeMember(place, 'owner')]
      const both = await Promise.allSettled([
        first(ann, bob.seat, 'admin'),
        second(bob, ann.seat, 'admin'),
      ])
      expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
      const owners = await asOwner(
        `select 1 from memberships where workspace_id = $1 and role = 'owner' and status = 'active'`,
        [place.id],
      )
      expect(owners).toHaveLength(1)
    }
  })

  it('keep the last owner even from direct SQL', async () => {
    const attempt = asOwner(`update memberships set status = 'removed' where id = $1`, [owner.seat])
    await expect(attempt).rejects.toThrow('the last owner of a workspace stays')
  })

  it('of owners are for owners alone', async () => {
    const admin = await makeMember(workspace, 'admin')
    const second = await makeMember(workspace, 'owner')
    const manager = await makeMember(workspace, 'manager')
    await expect(change(admin, second.seat, 'admin')).rejects.toMatchObject({ code: 'forbidden' })
    await expect(remove(admin, second.seat)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(change(admin, manager.seat, 'owner')).rejects.toMatchObject({ code: 'forbidden' })
    await expect(invite(newEmail(), 'owner', admin)).rejects.toMatchObject({ code: 'forbidden' })
    await change(admin, manager.seat, 'admin')
    await change(owner, second.seat, 'manager')
  })

  it('of another workspace do not exist', async () => {
    const stranger = await makeMember(await makeWorkspace(), 'manager')
    await expect(remove(owner, stranger.seat)).rejects.toMatchObject({ code: 'not_found' })
  })
})
