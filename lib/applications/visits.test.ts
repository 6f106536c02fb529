import { call } from '@orpc/server'
import { v4 as uuidv4, v7 as uuidv7 } from 'uuid'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { openAgency } from '@/e2e/deals'
import { asking, asOwner, closeOwner, makeMember, makeWorkspace, visitor } from '@/e2e/people'
import { closeConnections } from '../db/client'
import { readAs } from '../db/with-actor'
import { operations } from '../operations/procedures'
import { applications } from './procedures'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const noon = new Date('2026-05-04T12:00:00Z')
const after = (ms: number) => new Date(noon.getTime() + ms)
const newVisitor = (at = noon) => uuidv7({ msecs: at.getTime() })

let agency: Awaited<ReturnType<typeof openAgency>>

beforeEach(async () => {
  agency = await openAgency()
})

afterAll(async () => {
  await closeConnections()
  await closeOwner()
})

type Sent = { stage?: 'visited' | 'estimated'; campaign?: string; workspace?: string }

const visit = (
  visitorId: string,
  { stage = 'visited', campaign, workspace = agency.workspace.slug }: Sent = {},
  now = noon,
  address: string = crypto.randomUUID(),
) =>
  call(
    applications.visit,
    { workspace, visitorId, stage, ...(campaign ? { campaign } : {}) },
    { context: asking(visitor, { now, address }) },
  )

const apply = (visitorId: string | undefined, now = after(HOUR), email = `${uuidv4()}@a.example`) =>
  call(
    applications.submit,
    {
      workspace: agency.workspace.slug,
      name: 'Juno Rivers',
      email,
      networkDescription: 'Booksellers along the coast.',
      expectedReferrals: 5,
      experienceLevel: 'expert',
      acceptsTerms: true,
      ...(visitorId ? { visitorId } : {}),
    },
    { context: asking(visitor, { now, address: crypto.randomUUID() }) },
  )

const asAdmin = (now: Date) => ({ context: asking(agency.admin, { now }) })

const applicationBy = async (visitorId: string) => {
  const rows = await asOwner<{ id: string }>(
    'select id from partner_applications where visitor_id = $1 order by created_at, id',
    [visitorId],
  )
  return rows[0]?.id as string
}

const hoursAfterNoon = (column: string) =>
  `(extract(epoch from ${column} - '${noon.toISOString()}') / 3600)::float8`

/** Stage, when it was entered, left and gone on from, in hours after noon. */
const stays = async (visitorId: string) =>
  (
    await asOwner<Record<string, string | number | null>>(
      `select stage, ${hoursAfterNoon('entered_at')} as entered, ${hoursAfterNoon('exited_at')} as exited,
         ${hoursAfterNoon('converted_at')} as converted from conversion_funnels where visitor_id = $1
       order by array_position(array['visited','estimated','applied','joined'], stage)`,
      [visitorId],
    )
  ).map(({ stage, entered, exited, converted }) => [stage, entered, exited, converted])

describe('a visit', () => {
  it('counts once however often it is told, and at the same time', async () => {
    const id = newVisitor()
    await Promise.all(Array.from({ length: 16 }, () => visit(id)))
    await visit(id, {}, after(HOUR))
    expect(await stays(id)).toEqual([['visited', 0, null, null]])
  })

  it('goes on to an estimate, also when that comes alone or first', async () => {
    const [inOrder, alone] = [newVisitor(), newVisitor()]
    await visit(inOrder)
    await visit(inOrder, { stage: 'estimated' }, after(HOUR))
    await visit(inOrder, { stage: 'estimated' }, after(2 * HOUR))
    expect(await stays(inOrder)).toEqual([
      ['visited', 0, 1, 1],
      ['estimated', 1, null, null],
    ])
    await Promise.all([visit(alone, { stage: 'estimated' }), visit(alone)])
    expect(await stays(alone)).toEqual([
      ['visited', 0, 0, 0],
      ['estimated', 0, null, null],
    ])
  })

  it('is of the campaign whose link was followed first; one of another workspace is none', async () => {
    const campaignOf = async (workspaceId: string) => {
      const [row] = await asOwner<{ id: string }>(
        `insert into campaigns (workspace_id, name, created_at) values ($1, gen_random_uuid(), now()) returning id`,
        [workspaceId],
      )
      return row?.id as string
    }
    const ours = await campaignOf(agency.workspace.id)
    const theirs = await campaignOf((await makeWorkspace()).id)
    const told = async (...campaigns: string[]) => {
      const id = newVisitor()
      for (const campaign of campaigns) await visit(id, { campaign })
      await apply(id)
      const rows = await asOwner<{ campaign_id: string | null }>(
        'select distinct campaign_id from conversion_funnels where visitor_id = $1',
        [id],
      )
      return rows.map(({ campaign_id }) => campaign_id)
    }
    expect(await told(ours)).toEqual([ours])
    expect(await told(ours, await campaignOf(agency.workspace.id))).toEqual([ours])
    expect(await told(theirs)).toEqual([null])
    expect(await told(uuidv4())).toEqual([null])
    expect(await told('no id at all')).toEqual([null])
  })

  it.each([
    ['visitorId', 'no id'],
    ['visitorId', uuidv4()],
    ['visitorId', newVisitor(after(-40 * DAY))],
    ['visitorId', newVisitor(after(2 * DAY))],
  ])('is refused by its %s %s', async (field, id) => {
    await expect(visit(id)).rejects.toMatchObject({
      status: 400,
      data: { fields: { [field]: expect.any(String) } },
    })
  })

  it('is refused of an unknown programme, and of a stage that is not told', async () => {
    await expect(visit(newVisitor(), { workspace: 'nowhere' })).rejects.toMatchObject({
      status: 404,
    })
    await expect(visit(newVisitor(), { stage: 'joined' as 'visited' })).rejects.toMatchObject({
      status: 400,
    })
  })

  it('is slowed down when one address sends without end', async () => {
    const address = crypto.randomUUID()
    const sent = await Promise.allSettled(
      Array.from({ length: 610 }, () => visit(newVisitor(), {}, noon, address)),
    )
    const refused = sent.filter((one) => one.status === 'rejected')
    expect(refused).toHaveLength(10)
    expect(refused[0]?.reason).toMatchObject({ status: 429 })
  })
})

describe('an application', () => {
  it('carries its visitor on, and its review further', async () => {
    const [joined, refused] = [newVisitor(), newVisitor()]
    await visit(joined)
    await apply(joined)
    expect(await stays(joined)).toEqual([
      ['visited', 0, 1, 1],
      ['applied', 1, null, null],
    ])
    await call(applications.approve, { id: await applicationBy(joined) }, asAdmin(after(24 * HOUR)))
    expect((await stays(joined)).slice(1)).toEqual([
      ['applied', 1, 24, 24],
      ['joined', 24, null, null],
    ])
    await visit(refused)
    await visit(refused, { stage: 'estimated' }, after(HOUR / 2))
    await apply(refused)
    const id = await applicationBy(refused)
    await call(applications.reject, { id, reason: 'No' }, asAdmin(after(2 * HOUR)))
    expect(await stays(refused)).toEqual([
      ['visited', 0, 0.5, 0.5],
      ['estimated', 0.5, 1, 1],
      ['applied', 1, 2, null],
    ])
  })

  it('goes on where it is sent in again, and where its rejection is undone', async () => {
    const [again, undone] = [newVisitor(), newVisitor()]
    await visit(again)
    await apply(again, after(HOUR), 'again@a.example')
    await call(
      applications.reject,
      { id: await applicationBy(again), reason: 'No' },
      asAdmin(after(2 * HOUR)),
    )
    const later = newVisitor(after(40 * DAY))
    await apply(later, after(40 * DAY), 'again@a.example')
    expect(await stays(again)).toEqual([
      ['visited', 0, 960, 960],
      ['applied', 960, null, null],
    ])
    expect(await stays(later)).toEqual([])
    await apply(undone)
    const { operationId } = await call(
      applications.reviewMany,
      { decision: 'reject', ids: [await applicationBy(undone)], reason: 'No' },
      asAdmin(after(2 * HOUR)),
    )
    expect((await stays(undone)).at(-1)).toEqual(['applied', 1, 2, null])
    await call(
      operations.undo,
      { id: operationId as string, reason: 'Too soon' },
      asAdmin(after(2.01 * HOUR)),
    )
    expect((await stays(undone)).at(-1)).toEqual(['applied', 1, null, null])
  })

  it('has visited, also when that was not told, and estimates nothing afterwards', async () => {
    const id = newVisitor()
    await apply(id)
    await visit(id, { stage: 'estimated' }, after(2 * HOUR))
    expect(await stays(id)).toEqual([
      ['visited', 1, 1, 1],
      ['applied', 1, null, null],
    ])
  })

  it('counts as the first of its visitor, also from two tabs at once', async () => {
    const id = newVisitor()
    await visit(id)
    await Promise.all([
      apply(id, after(HOUR), 'one@a.example'),
      apply(id, after(HOUR), 'one@a.example'),
      apply(id, after(2 * HOUR), 'two@a.example'),
      visit(id, {}, after(HOUR)),
    ])
    const rows = await asOwner<{ id: string; email: string }>(
      'select id, email from partner_applications where visitor_id = $1 order by email',
      [id],
    )
    expect(rows.map(({ email }) => email)).toEqual(['one@a.example', 'two@a.example'])
    await call(applications.approve, { id: rows[1]?.id as string }, asAdmin(after(3 * HOUR)))
    expect(await stays(id)).toEqual([
      ['visited', 0, 1, 1],
      ['applied', 1, null, null],
    ])
  })

  it.each([undefined, 'no id', uuidv4()])('is taken without a visitor: %s', async (id) => {
    const { received } = await apply(id)
    expect(received).toBe(true)
    const rows = await asOwner('select 1 from conversion_funnels where workspace_id = $1', [
      agency.workspace.id,
    ])
    expect(rows).toEqual([])
  })

  it('forgets its visitor when the link is cleared; the visit stays', async () => {
    const id = newVisitor()
    await visit(id)
    await apply(id)
    await asOwner('update partner_applications set visitor_id = null where visitor_id = $1', [id])
    expect(await stays(id)).toEqual([['visited', 0, null, null]])
  })
})

it('shows visitors to staff alone, and lets nobody write them', async () => {
  const id = newVisitor()
  await visit(id)
  const seenBy = (actor: Parameters<typeof readAs>[0]) =>
    readAs(actor, (db) => db.selectFrom('conversionFunnels').select('visitorId').execute())
  expect(await seenBy(agency.admin)).toEqual([{ visitorId: id }])
  for (const role of ['partner', 'va', 'customer'] as const)
    expect(await seenBy(await makeMember(agency.workspace, role))).toEqual([])
  expect(await seenBy(await makeMember(await makeWorkspace(), 'owner'))).toEqual([])
  await expect(seenBy(visitor)).rejects.toThrow(/permission denied/)
})
