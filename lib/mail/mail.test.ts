import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openMailbox } from '@/e2e/mailbox'
import { asOwner, closeOwner, jobs, makeMember, makePartner, makeWorkspace } from '@/e2e/people'
import type { Member } from '../auth/actor'
import { linkToken } from '../auth/link-token'
import { closeConnections } from '../db/client'
import { withActor } from '../db/with-actor'
import { taskList } from '../jobs/registry'
import { inviteWithin } from '../members/invitations'
import { mailApplication } from './jobs'
import { queueMail } from './queue'
import { sendMail } from './send'
import { closeTransport } from './transport'

let mailbox: Awaited<ReturnType<typeof openMailbox>>
let owner: Member

const rowOf = async (emailId: string) =>
  (
    await asOwner<{ status: string; attempts: number; error: string | null }>(
      'select status, attempts, error from emails where id = $1',
      [emailId],
    )
  )[0]

async function queued(to: string) {
  const emailId = randomUUID()
  await withActor(owner, ({ db }) =>
    queueMail(
      { actor: owner, now: new Date(), db },
      {
        id: emailId,
        to,
        template: 'payout-paid',
        data: { name: 'Ana', amount: 124_000, currency: 'EUR', reference: 'SEPA 7' },
      },
    ),
  )
  return { workspaceId: owner.workspace.id, emailId }
}

const someone = () => `${randomUUID()}@example.com`

beforeAll(async () => {
  mailbox = await openMailbox()
  owner = await makeMember(await makeWorkspace(), 'owner')
})

afterAll(async () => {
  closeTransport()
  await mailbox.close()
  await closeConnections()
  await closeOwner()
})

describe('a mail', () => {
  it('is sent once, as HTML and as text, from its workspace', async () => {
    const to = someone()
    const payload = await queued(to)
    expect(await jobs('mail.send')).toContainEqual(payload)
    await sendMail(payload)
    await sendMail(payload)
    const [mail, ...more] = mailbox.to(to)
    expect(more).toEqual([])
    expect(mail?.subject).toBe('Northwind has paid you €1,240.00')
    expect(mail?.text).toContain('SEPA 7')
    expect(mail?.html).toContain(`/${owner.workspace.slug}/portal/payouts`)
    expect(mail?.messageId).toContain(payload.emailId)
    expect(await rowOf(payload.emailId)).toEqual({ status: 'sent', attempts: 1, error: null })
  })

  it('does not leave a transaction that fails', async () => {
    const to = someone()
    const failing = withActor(owner, async ({ db }) => {
      await queueMail(
        { actor: owner, now: new Date(), db },
        { to, template: 'application-known', data: { applicationId: randomUUID(), name: 'Ana' } },
      )
      throw new Error('on purpose')
    })
    await expect(failing).rejects.toThrow('on purpose')
    expect(await asOwner('select 1 from emails where recipient = $1', [to])).toEqual([])
  })

  it('keeps the reason of a failure, and goes out on a later try', async () => {
    const to = someone()
    const payload = await queued(to)
    mailbox.refuse(true)
    await expect(sendMail(payload)).rejects.toThrow('Mailbox is full')
    expect(await rowOf(payload.emailId)).toMatchObject({ status: 'failed', attempts: 1 })
    mailbox.refuse(false)
    await sendMail(payload)
    expect(await rowOf(payload.emailId)).toEqual({ status: 'sent', attempts: 2, error: null })
  })

  it('of an invitation carries the link of its row, and is not sent when taken back', async () => {
    const [to, late] = [someone(), someone()]
    const invite = (email: string) =>
      withActor(owner, ({ tx, db }) =>
        inviteWithin({ actor: owner, now: new Date(), tx, db }, { email, role: 'admin' }),
      )
    const [kept, revoked] = [await invite(to), await invite(late)]
    await asOwner('update invitations set revoked_at = now() where id = $1', [revoked.invitationId])
    for (const payload of await jobs<{ workspaceId: string; emailId: string }>('mail.send')) {
      if (payload.workspaceId === owner.workspace.id) await sendMail(payload)
    }
    const link = `/invitations/${linkToken('invitation', kept.invitationId)}`
    expect(mailbox.to(to)[0]?.text).toContain(link)
    expect(mailbox.to(late)).toEqual([])
  })

  it('welcomes an approved applicant as such', async () => {
    const to = someone()
    const partnerId = await makePartner(owner.workspace)
    const [application] = await asOwner<{ id: string }>(
      `insert into partner_applications (workspace_id, name, email, network_description, expected_referrals,
         experience_level, status, status_token_hash, submitted_at, created_at)
       values ($1, 'Ana', $2, 'Friends', 3, 'expert', 'approved', $3, now(), now()) returning id`,
      [owner.workspace.id, to, randomUUID()],
    )
    await asOwner('update partners set application_id = $1 where id = $2', [
      application?.id,
      partnerId,
    ])
    await withActor(owner, ({ tx, db }) =>
      inviteWithin(
        { actor: owner, now: new Date(), tx, db },
        { email: to, role: 'partner', partnerId, name: 'Ana' },
      ),
    )
    const [row] = await asOwner<{ id: string }>('select id from emails where recipient = $1', [to])
    await sendMail({ workspaceId: owner.workspace.id, emailId: row?.id as string })
    expect(mailbox.to(to)[0]?.subject).toBe('You are a partner of Northwind now')

    const told = { workspaceId: owner.workspace.id, applicationId: application?.id as string }
    await mailApplication({ ...told, outcome: 'known' }, '77')
    await mailApplication({ ...told, outcome: 'known' }, '77')
    const known = await asOwner<{ id: string }>(
      `select id from emails where recipient = $1 and template = 'application-known'`,
      [to],
    )
    expect(known).toHaveLength(1)
    await sendMail({ workspaceId: owner.workspace.id, emailId: known[0]?.id as string })
    const link = `/p/${owner.workspace.slug}/applications/${linkToken('application', told.applicationId)}`
    expect(mailbox.to(to)[1]?.text).toContain(link)
  })
})

describe('housekeeping', () => {
  it('clears away what is old, and nothing else', async () => {
    const [old, fresh] = [randomUUID(), randomUUID()]
    await asOwner(
      `insert into idempotency_keys (actor, procedure, key, request_hash, created_at)
       values ('x', 'x', $1, '', now() - interval '25 hours'), ('x', 'x', $2, '', now())`,
      [old, fresh],
    )
    await taskList['housekeeping.expire']?.({}, {} as never)
    const kept = await asOwner<{ key: string }>(
      'select key from idempotency_keys where key = any($1)',
      [[old, fresh]],
    )
    expect(kept).toEqual([{ key: fresh }])
  })
})
