import { call } from '@orpc/server'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { openAgency } from '@/e2e/deals'
import {
  asking,
  asOwner,
  closeOwner,
  jobs,
  makeMember,
  makePartner,
  makeWorkspace,
  visitor,
} from '@/e2e/people'
import { linkToken } from '../auth/link-token'
import { closeConnections } from '../db/client'
import { withActor } from '../db/with-actor'
import { applications } from './procedures'

let agency: Awaited<ReturnType<typeof openAgency>>

beforeEach(async () => {
  agency = await openAgency()
})

afterAll(async () => {
  await closeConnections()
  await closeOwner()
})

const answers = (email = `${crypto.randomUUID()}@example.com`) => ({
  workspace: agency.workspace.slug,
  name: 'Juno Rivers',
  email,
  networkDescription: 'Booksellers along the coast.',
  expectedReferrals: 5,
  experienceLevel: 'expert' as const,
  acceptsTerms: true as const,
})

const submit = (
  input: ReturnType<typeof answers> & { referralCode?: string },
  now?: Date,
  address: string = crypto.randomUUID(),
) =>
  call(applications.submit, input, {
    context: asking(visitor, { address, ...(now ? { now } : {}) }),
  })

const rowsOf = (email: string) =>
  asOwner<{ id: string; status: string; name: string }>(
    'select id, status, name from partner_applications where workspace_id = $1 and email = $2',
    [agency.workspace.id, email],
  )

async function applied() {
  const input = answers()
  await submit(input)
  const [row] = await rowsOf(input.email)
  return { id: row?.id as string, email: input.email }
}

const asAdmin = (more = {}) => ({ context: asking(agency.admin, more) })

describe('applying', () => {
  it('makes one row however often and however many at once, and answers the same', async () => {
    const input = answers()
    const results = await Promise.all(Array.from({ length: 16 }, () => submit(input)))
    results.push(
      await submit({ ...input, email: input.email.toUpperCase(), name: 'Somebody Else' }),
    )
    expect(new Set(results.map((result) => JSON.stringify(result))).size).toBe(1)
    expect(await rowsOf(input.email)).toMatchObject([{ status: 'pending', name: 'Juno Rivers' }])
    const mails = (
      await jobs<{ applicationId: string; outcome: string }>('mail.application')
    ).slice(-17)
    expect(mails.filter(({ outcome }) => outcome === 'submitted')).toHaveLength(1)
    expect(mails.filter(({ outcome }) => outcome === 'known')).toHaveLength(16)
  })

  it('shows its own status by the link in the mail, and nothing by another', async () => {
    const { id } = await applied()
    const status = (token: string) =>
      call(applications.ownStatus, { token }, { context: asking(visitor) })
    await expect(status(linkToken('application', id))).resolves.toMatchObject({ status: 'pending' })
    await expect(status(linkToken('application', crypto.randomUUID()))).rejects.toMatchObject({
      status: 404,
    })
    await expect(status('x')).rejects.toMatchObject({ status: 404 })
  })

  it('may apply again thirty days after a rejection, not before', async () => {
    const { id, email } = await applied()
    await call(applications.reject, { id, reason: 'Not now' }, asAdmin())
    await submit(answers(email), new Date(Date.now() + 29 * 86_400_000))
    expect(await rowsOf(email)).toMatchObject([{ status: 'rejected' }])
    await submit(answers(email), new Date(Date.now() + 31 * 86_400_000))
    expect(await rowsOf(email)).toMatchObject([{ id, status: 'pending' }])
  })

  it.each([
    ['email', { email: 'not an address' }],
    ['email', { email: `${'a'.repeat(250)}@example.com` }],
    ['name', { name: '' }],
    ['name', { name: 'x'.repeat(121) }],
    ['name', { name: 'null\u0000byte' }],
    ['networkDescription', { networkDescription: '   ' }],
    ['expectedReferrals', { expectedReferrals: Number.NaN }],
    ['expectedReferrals', { expectedReferrals: -1 }],
    ['expectedReferrals', { expectedReferrals: 1e18 }],
    ['experienceLevel', { experienceLevel: 'wizard' }],
    ['website', { website: 'javascript:alert(1)' }],
    ['acceptsTerms', { acceptsTerms: false }],
  ])('names the field %s when it is wrong', async (field, change) => {
    const input = { ...answers(), ...change } as ReturnType<typeof answers>
    await expect(submit(input)).rejects.toMatchObject({
      status: 400,
      data: { fields: { [field]: expect.any(String) } },
    })
  })

  it('is slowed down when one address sends without end', async () => {
    const address = crypto.randomUUID()
    const results = await Promise.allSettled(
      Array.from({ length: 70 }, () => submit(answers(), undefined, address)),
    )
    const refused = results.filter((result) => result.status === 'rejected')
    expect(refused).toHaveLength(10)
    expect(refused[0]?.reason).toMatchObject({ status: 429 })
  })

  it('takes names in any script', async () => {
    const input = { ...answers(), name: 'ليلى 🌸 O’Neil-Søndergård' }
    await submit(input)
    expect(await rowsOf(input.email)).toMatchObject([{ name: input.name }])
  })

  it('is refused where no programme takes applications', async () => {
    await asOwner('update workspaces set accepts_applications = false where id = $1', [
      agency.workspace.id,
    ])
    await expect(submit(answers())).rejects.toMatchObject({ status: 404 })
    await expect(submit({ ...answers(), workspace: 'nowhere' })).rejects.toMatchObject({
      status: 404,
    })
  })
})

describe('a referral', () => {
  const codeOf = async (partnerId: string) => {
    const [row] = await asOwner<{ code: string }>(
      'select tracking_code as code from partners where id = $1',
      [partnerId],
    )
    return row?.code as string
  }
  const referrerOf = async (email: string) => {
    const [row] = await rowsOf(email)
    const found = await call(applications.find, { id: row?.id as string }, asAdmin())
    return found.referredBy
  }

  it('names the partner whose link was followed, in the sheet and in the list', async () => {
    const partnerId = await makePartner(agency.workspace)
    const input = { ...answers(), referralCode: ` ${(await codeOf(partnerId)).toUpperCase()}` }
    await submit(input)
    await submit(answers())
    expect(await referrerOf(input.email)).toEqual({ id: partnerId, name: 'Pat Partner' })
    const page = await call(applications.list, { referredBy: partnerId }, asAdmin())
    expect(page.items.map(({ email }) => email)).toEqual([input.email])
    await expect(
      call(applications.count, { referredBy: partnerId }, asAdmin()),
    ).resolves.toMatchObject({ count: 1 })
  })

  it('is none by a code of nobody, of another workspace, or of a partner who left', async () => {
    const elsewhere = await makePartner(await makeWorkspace())
    const left = await makePartner(agency.workspace)
    await asOwner("update partners set status = 'inactive' where id = $1", [left])
    const codes = [
      'zzzz9999',
      await codeOf(elsewhere),
      await codeOf(left),
      "x'--",
      '\u0000'.repeat(5),
    ]
    const answered = []
    for (const referralCode of codes) {
      const input = { ...answers(), referralCode }
      const { received } = await submit(input)
      answered.push(received)
      expect(await referrerOf(input.email)).toBeNull()
    }
    expect(answered).toEqual(codes.map(() => true))
  })

  it('stays with whom it came by, until a new application names another', async () => {
    const [first, second] = [
      await makePartner(agency.workspace),
      await makePartner(agency.workspace),
    ]
    const input = { ...answers(), referralCode: await codeOf(first) }
    await submit(input)
    await submit({ ...input, referralCode: await codeOf(second) })
    expect(await referrerOf(input.email)).toMatchObject({ id: first })
    const [row] = await rowsOf(input.email)
    await call(applications.reject, { id: row?.id as string, reason: 'Not now' }, asAdmin())
    const later = new Date(Date.now() + 31 * 86_400_000)
    await submit({ ...input, referralCode: await codeOf(second) }, later)
    expect(await referrerOf(input.email)).toMatchObject({ id: second })
  })
})

describe('reviewing', () => {
  it('makes partner, seat and invitation together, once, with sixteen approvals at once', async () => {
    const { id, email } = await applied()
    const results = await Promise.allSettled(
      Array.from({ length: 16 }, () => call(applications.approve, { id }, asAdmin())),
    )
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const [made] = await asOwner<Record<string, number>>(
      `select (select count(*) from partners where workspace_id = $1 and email = $2) as partners,
         (select count(*) from invitations where workspace_id = $1 and email = $2) as invitations,
         (select count(*) from memberships m join users u on u.id = m.user_id
          where m.workspace_id = $1 and u.email = $2 and m.status = 'invited' and m.role = 'partner') as seats,
         (select count(*) from events where workspace_id = $1 and subject_id = $3 and type = 'application.approved') as events`,
      [agency.workspace.id, email, id],
    )
    expect(made).toEqual({ partners: 1, invitations: 1, seats: 1, events: 1 })
  })

  it('leaves nothing behind when a part of it fails', async () => {
    const { id, email } = await applied()
    const member = await makeMember(agency.workspace, 'manager')
    await asOwner('update partner_applications set email = $1 where id = $2', [member.email, id])
    await expect(call(applications.approve, { id }, asAdmin())).rejects.toMatchObject({
      status: 409,
    })
    const partners = await asOwner(
      'select 1 from partners where workspace_id = $1 and email in ($2, $3)',
      [agency.workspace.id, member.email, email],
    )
    expect(partners).toEqual([])
    expect(await rowsOf(member.email)).toMatchObject([{ status: 'pending' }])
  })

  it('decides many with a result for each, and what fails undoes nothing else', async () => {
    const [first, second, third] = [await applied(), await applied(), await applied()]
    await call(applications.reject, { id: second.id, reason: 'No' }, asAdmin())
    const ids = [first.id, second.id, crypto.randomUUID(), third.id]
    const idempotencyKey = crypto.randomUUID()
    const decide = () =>
      call(applications.reviewMany, { decision: 'approve', ids }, asAdmin({ idempotencyKey }))
    const { results } = await decide()
    expect(results.map(({ ok }) => ok)).toEqual([true, false, false, true])
    expect(results[1]?.message).toMatch(/rejected already/)
    expect(await decide()).toEqual({ results, operationId: null })
    expect(await rowsOf(third.email)).toMatchObject([{ status: 'approved' }])
  })

  it('moves along its arrows only', async () => {
    const { id } = await applied()
    await call(applications.approve, { id }, asAdmin())
    await expect(call(applications.reject, { id, reason: 'No' }, asAdmin())).rejects.toMatchObject({
      status: 409,
    })
    const back = withActor(agency.admin, ({ tx }) =>
      tx.partnerApplication.updateMany({ where: { id }, data: { status: 'pending' } }),
    )
    await expect(back).rejects.toThrow(/may not go from/)
  })

  it('needs a reason to reject', async () => {
    const { id } = await applied()
    await expect(call(applications.reject, { id, reason: ' ' }, asAdmin())).rejects.toMatchObject({
      data: { fields: { reason: expect.any(String) } },
    })
  })

  it('points out what a reviewer should look at', async () => {
    const input = answers('quick@mailinator.com')
    await submit(input)
    const [row] = await rowsOf(input.email)
    const { signals } = await call(applications.find, { id: row?.id as string }, asAdmin())
    expect(signals).toMatchObject([{ kind: 'disposable_email' }])
  })
})
