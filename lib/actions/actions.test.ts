import { call } from '@orpc/server'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { claim, fulfilmentDifferences, makeBatch, makeDirectories } from '@/e2e/fulfilment'
import {
  asking,
  asOwner,
  closeOwner,
  makeMember,
  makeWorkspace,
  type TestWorkspace,
} from '@/e2e/people'
import type { Member } from '../auth/actor'
import { batches } from '../batches/procedures'
import { claims } from '../queue/procedures'
import { actions } from './procedures'

let workspace: TestWorkspace
let staff: Member
let va: Member
let customer: Member
let batchId: string
let actionId: string

const as = (member: Member) => ({ context: asking(member) })

beforeAll(async () => {
  workspace = await makeWorkspace()
  staff = await makeMember(workspace, 'manager')
  va = await makeMember(workspace, 'va')
  customer = await makeMember(workspace, 'customer')
})
afterAll(closeOwner)

beforeEach(async () => {
  const batch = await makeBatch(
    staff,
    customer.customerId as string,
    await makeDirectories(workspace, 1),
    { notifyCustomer: true },
  )
  batchId = batch.id
  const [item] = await claim(staff)
  await call(
    claims.fail,
    { token: item?.token as string, code: 'sms_required', message: 'A code was sent.' },
    as(staff),
  )
  const { items } = await call(actions.list, { batchId }, as(va))
  actionId = items[0]?.id as string
})

const mails = () =>
  asOwner<{ template: string; recipient: string }>(
    'select template, recipient from emails where workspace_id = $1 order by created_at desc, id desc limit 1',
    [workspace.id],
  )

describe('a question', () => {
  it('goes to the customer, is answered once, and brings the action back', async () => {
    await call(actions.ask, { id: actionId, question: 'Which code came?' }, as(staff))
    expect(await mails()).toMatchObject([{ template: 'question-asked' }])
    await expect(
      call(actions.ask, { id: actionId, question: 'Again?' }, as(staff)),
    ).rejects.toThrow('with the customer')
    const { items } = await call(actions.questions, { status: ['requires_customer'] }, as(customer))
    expect(items).toMatchObject([{ id: actionId, question: 'Which code came?', answer: null }])
    expect(items[0]).not.toHaveProperty('data')
    const answer = () =>
      call(actions.answer, { id: actionId, answer: '４２－１７ ✓' }, as(customer))
    const both = await Promise.allSettled([answer(), answer()])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await call(actions.find, { id: actionId }, as(va))).toMatchObject({
      status: 'pending',
      answer: '４２－１７ ✓',
    })
  })

  it('is nobody else’s to read or to answer', async () => {
    await call(actions.ask, { id: actionId, question: 'Which code came?' }, as(staff))
    const other = await makeMember(workspace, 'customer')
    expect((await call(actions.questions, {}, as(other))).items).toEqual([])
    await expect(call(actions.answer, { id: actionId, answer: 'Me!' }, as(other))).rejects.toThrow(
      'This question does not exist',
    )
    await expect(call(actions.answer, { id: actionId, answer: 'Me!' }, as(va))).rejects.toThrow()
    const foreign = await makeMember(await makeWorkspace(), 'manager')
    await expect(call(actions.find, { id: actionId }, as(foreign))).rejects.toThrow(
      'does not exist',
    )
    await expect(
      call(actions.answer, { id: actionId, answer: ' ' }, as(customer)),
    ).rejects.toMatchObject({ status: 400 })
  })
})

describe('the end of an action', () => {
  it('moves the item, the listing and the batch with it, once', async () => {
    const resolve = () =>
      call(
        actions.resolve,
        {
          id: actionId,
          outcome: 'submitted',
          result: { outcome: 'live', listingUrl: 'https://d1.example.com/cleo' },
        },
        as(staff),
      )
    const both = await Promise.allSettled([resolve(), resolve()])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await call(batches.find, { id: batchId }, as(staff))).toMatchObject({
      status: 'completed',
      completedItems: 1,
      reviewItems: 0,
    })
    const [listing] = await asOwner(
      `select l.status, l.manual, l.listing_url from directory_submissions l join submission_queue q on q.submission_id = l.id where q.batch_id = $1`,
      [batchId],
    )
    expect(listing).toEqual({
      status: 'approved',
      manual: true,
      listing_url: 'https://d1.example.com/cleo',
    })
    expect(await fulfilmentDifferences(workspace)).toEqual([])
  })

  it('tries it again with what a person found out', async () => {
    await call(
      actions.resolve,
      { id: actionId, outcome: 'again', data: { phone: '+49 30 1' } },
      as(staff),
    )
    const [item] = await claim(staff)
    expect(item?.business).toMatchObject({ phone: '+49 30 1' })
    expect(item).toMatchObject({ retryCount: 0, attempt: 2 })
    await call(claims.complete, { token: item?.token as string, outcome: 'submitted' }, as(staff))
    expect(await fulfilmentDifferences(workspace)).toEqual([])
  })

  it('gives up with a reason, and the credit comes back', async () => {
    await expect(
      call(
        actions.resolve,
        { id: actionId, outcome: 'given_up', code: 'refused', reason: '' },
        as(staff),
      ),
    ).rejects.toMatchObject({ status: 400 })
    await call(
      actions.resolve,
      {
        id: actionId,
        outcome: 'given_up',
        code: 'already_listed',
        reason: 'They have had it for years.',
      },
      as(staff),
    )
    const found = await call(batches.find, { id: batchId }, as(staff))
    expect(found).toMatchObject({
      status: 'failed',
      credits: { reserved: 0, consumed: 0, released: 1 },
    })
    expect(await fulfilmentDifferences(workspace)).toEqual([])
  })

  it('is refused when the batch was cancelled meanwhile', async () => {
    await call(batches.cancel, { id: batchId }, as(staff))
    await expect(
      call(actions.resolve, { id: actionId, outcome: 'again' }, as(staff)),
    ).rejects.toThrow('cancelled by now')
  })
})
