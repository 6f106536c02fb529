import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { call } from '@orpc/server'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openAgency, win } from '@/e2e/deals'
import { openMailbox } from '@/e2e/mailbox'
import { asking, asOwner, closeOwner, jobs, makeMember, visitor } from '@/e2e/people'
import { handleRest } from '../api/rest'
import type { Member } from '../auth/actor'
import { closeConnections } from '../db/client'
import { sendMail } from '../mail/send'
import { closeTransport } from '../mail/transport'
import { clearReports, dropFiles } from './clear'
import { runExecution } from './execute'
import { reportExecutions, reportLinks, reports } from './procedures'
import { tickReports } from './tick'

let folder: string
let mailbox: Awaited<ReturnType<typeof openMailbox>>
let agency: Awaited<ReturnType<typeof openAgency>>
let manager: Member

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tandem-reports-'))
  process.env.STORAGE_DIR = folder
  mailbox = await openMailbox()
})
afterAll(async () => {
  closeTransport()
  await mailbox.close()
  await closeConnections()
  await closeOwner()
  await rm(folder, { recursive: true, force: true })
})
beforeEach(async () => {
  agency = await openAgency()
  manager = await makeMember(agency.workspace, 'manager')
  await win(agency.admin, agency.partnerId, 120_000, new Date('2026-01-10T12:00:00Z'))
})

const definition = {
  name: 'Won in January',
  metrics: ['won_value', 'leads'] as ('won_value' | 'leads')[],
  groupBy: 'partner' as const,
  period: { from: '2026-01-01', to: '2026-01-31' },
}
type Input = Parameters<typeof make>[0]

const make = (
  more: {
    format?: 'csv' | 'json' | 'pdf' | 'xlsx'
    recipients?: string[]
    schedule?: string
    timezone?: string
    run?: boolean
    send?: boolean
  } = {},
  { actor = agency.admin, now }: { actor?: Member; now?: Date } = {},
) =>
  call(reports.create, { ...definition, ...more }, { context: asking(actor, now ? { now } : {}) })

const find = (id: string, actor: Member = agency.admin) =>
  call(reports.find, { id }, { context: asking(actor) })

const task = (executionId: string | null) => ({
  workspaceId: agency.workspace.id,
  executionId: executionId as string,
})

async function made(more: Input = {}) {
  const { id, executionId } = await make(more)
  await runExecution(task(executionId))
  return { id, executionId: executionId as string }
}

const row = async (executionId: string) =>
  (
    await asOwner<{ status: string; attempts: number; error: string | null; file_key: string }>(
      'select status, attempts, error, file_key from report_executions where id = $1',
      [executionId],
    )
  )[0]

const mailsOf = () =>
  asOwner<{ id: string; recipient: string }>(
    `select id, recipient from emails where workspace_id = $1 and template = 'report-ready' order by recipient`,
    [agency.workspace.id],
  )

async function deliver() {
  for (const { id } of await mailsOf())
    await sendMail({ workspaceId: agency.workspace.id, emailId: id })
}

const linkIn = (text: string | undefined) => /\/reports\/([\w-]{20,})/.exec(text ?? '')?.[1] ?? ''

describe('a report that is made', () => {
  it('goes from pending to completed, and then has its data and its file', async () => {
    const { id, executionId } = await make({ format: 'csv' })
    expect(await find(id)).toMatchObject({ status: 'pending', data: null, file: null })
    expect(
      (await jobs<{ executionId: string }>('reports.run')).map((job) => job.executionId),
    ).toContain(executionId)
    await runExecution(task(executionId))
    const found = await find(id)
    expect(found).toMatchObject({
      status: 'completed',
      error: null,
      data: { totals: { won_value: 120_000, leads: 1 }, rowCount: 1 },
      last: { attempts: 1, rows: 1, fileName: 'won-in-january-2026-01-01-2026-01-31.csv' },
    })
    const file = await call(
      reportExecutions.file,
      { id: executionId as string },
      { context: asking(manager) },
    )
    expect(file.type).toContain('text/csv')
    expect(await file.text()).toContain('Pat Partner,1200')
  })

  it('answers by REST as documented, once per Idempotency-Key', async () => {
    const post = () =>
      handleRest(
        new Request('http://x/api/v1/analytics/reports', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({
            metrics: ['leads'],
            startDate: '2026-01-01',
            endDate: '2026-01-31',
          }),
        }),
        asking(agency.admin, { idempotencyKey: 'one' }),
      )
    const [first, second] = [await post(), await post()]
    expect(first.status).toBe(202)
    const answer = await first.json()
    expect(answer).toEqual({
      id: expect.any(String),
      status: 'pending',
      executionId: expect.any(String),
    })
    expect(await second.json()).toEqual(answer)
    await runExecution(task(answer.executionId))
    const get = await handleRest(
      new Request(`http://x/api/v1/analytics/reports/${answer.id}`),
      asking(agency.admin),
    )
    expect(await get.json()).toMatchObject({
      status: 'completed',
      name: 'Leads',
      data: { rowCount: 1 },
    })
    const file = await handleRest(
      new Request(`http://x/api/v1/analytics/reports/executions/${answer.executionId}/file`),
      asking(agency.admin),
    )
    expect(file.headers.get('content-disposition')).toMatch(/^attachment/)
    expect(file.headers.get('content-type')).toBe('application/json')
  })

  it.each(['pdf', 'xlsx', 'csv', 'json'] as const)('is kept as %s', async (format) => {
    const { executionId } = await made({ format })
    const file = await call(
      reportExecutions.file,
      { id: executionId },
      { context: asking(manager) },
    )
    expect(file.name.endsWith(`.${format}`)).toBe(true)
    expect(file.size).toBeGreaterThan(100)
  })

  it('is made once when two workers have it at the same time', async () => {
    const { executionId } = await make({ send: true, recipients: [agency.admin.email] })
    await Promise.all([runExecution(task(executionId)), runExecution(task(executionId))])
    // Whoever took it last ends it; the other's end is void.
    expect(await row(executionId as string)).toMatchObject({ status: 'completed' })
    expect(await mailsOf()).toHaveLength(1)
    await runExecution(task(executionId))
    expect(await mailsOf()).toHaveLength(1)
  })

  it('is gone on with when its worker was killed, and given up after three', async () => {
    const { id, executionId } = await make({ send: true, recipients: [agency.admin.email] })
    const kill = () =>
      asOwner(
        `update report_executions set status = 'processing', attempts = attempts + 1, started_at = now() where id = $1`,
        [executionId],
      )
    await kill()
    await runExecution(task(executionId))
    expect(await row(executionId as string)).toMatchObject({ status: 'completed', attempts: 2 })
    expect(await mailsOf()).toHaveLength(1)

    const second = await call(reports.run, { id }, { context: asking(agency.admin) })
    await asOwner(
      `update report_executions set status = 'processing', attempts = 3, started_at = now() where id = $1`,
      [second.executionId],
    )
    await runExecution(task(second.executionId))
    expect(await row(second.executionId as string)).toMatchObject({
      status: 'failed',
      error: expect.stringContaining('3 times'),
    })
  })

  it('is tried again later when the storage fails, three times in all, and by hand after that', async () => {
    const { id, executionId } = await make()
    const blocked = join(folder, 'blocked')
    await writeFile(blocked, '')
    process.env.STORAGE_DIR = blocked
    try {
      await runExecution(task(executionId))
      expect(await row(executionId as string)).toMatchObject({ status: 'pending', attempts: 1 })
      await runExecution(task(executionId))
      await runExecution(task(executionId))
    } finally {
      process.env.STORAGE_DIR = folder
    }
    const failed = await find(id)
    expect(failed).toMatchObject({ status: 'failed', last: { attempts: 3 } })
    expect(failed.error).toContain('Something went wrong on our side')
    const retry = () =>
      call(reportExecutions.retry, { id: executionId as string }, { context: asking(manager) })
    await retry()
    await expect(retry()).rejects.toMatchObject({ status: 409 })
    await runExecution(task(executionId))
    expect(await find(id)).toMatchObject({ status: 'completed', error: null })
  })

  it('stops with a reason once its maker has left, and can be taken over', async () => {
    const { id, executionId } = await make(
      { schedule: '0 8 * * *', recipients: [agency.admin.email] },
      { actor: manager },
    )
    await asOwner(`update memberships set status = 'removed' where id = $1`, [
      (manager as Member & { seat: string }).seat,
    ])
    await runExecution(task(executionId))
    expect(await find(id)).toMatchObject({
      status: 'failed',
      orphaned: true,
      active: false,
      nextRunAt: null,
      error: expect.stringContaining('may no longer see the figures'),
    })
    await expect(
      call(reports.run, { id }, { context: asking(agency.admin) }),
    ).rejects.toMatchObject({ status: 409 })
    const { last: _, ...kept } = await find(id)
    await call(
      reports.edit,
      { ...kept, schedule: '0 9 * * *', active: true },
      { context: asking(agency.admin) },
    )
    const again = await call(reports.run, { id }, { context: asking(agency.admin) })
    await runExecution(task(again.executionId))
    expect(await find(id)).toMatchObject({ status: 'completed', orphaned: false, active: true })
  })

  it('is one of ten at once', async () => {
    const all = await Promise.all(Array.from({ length: 10 }, () => make({ format: 'xlsx' })))
    await Promise.all(all.map(({ executionId }) => runExecution(task(executionId))))
    for (const { id } of all) expect(await find(id)).toMatchObject({ status: 'completed' })
  })
})

describe('a schedule', () => {
  const scheduled = (now: string) =>
    make(
      { schedule: '0 8 * * *', run: false, recipients: [agency.admin.email] },
      { now: new Date(now) },
    )
  const runs = (id: string) =>
    asOwner<{ scheduled_for: Date; send: boolean }>(
      'select scheduled_for, send from report_executions where report_id = $1 order by scheduled_for',
      [id],
    )

  it('asks once for each time, however many workers look', async () => {
    const { id } = await scheduled('2026-03-01T00:00Z')
    const due = new Date('2026-03-01T07:00:30Z')
    const { workspace } = agency
    await tickReports({ workspaceId: workspace.id }, new Date('2026-03-01T06:59Z'))
    expect(await runs(id)).toEqual([])
    await Promise.all(
      Array.from({ length: 8 }, () => tickReports({ workspaceId: workspace.id }, due)),
    )
    expect(await runs(id)).toEqual([{ scheduled_for: new Date('2026-03-01T07:00Z'), send: true }])
    expect((await find(id)).nextRunAt).toEqual(new Date('2026-03-02T07:00Z'))
  })

  it('makes up once for what was missed, for the last time that came', async () => {
    const { id } = await scheduled('2026-03-01T00:00Z')
    await tickReports({ workspaceId: agency.workspace.id }, new Date('2026-03-05T12:00Z'))
    await tickReports({ workspaceId: agency.workspace.id }, new Date('2026-03-05T12:01Z'))
    expect(await runs(id)).toEqual([{ scheduled_for: new Date('2026-03-05T07:00Z'), send: true }])
  })

  it('that is paused makes nothing, and goes on from where it is resumed', async () => {
    const { id } = await scheduled('2026-03-01T00:00Z')
    await call(reports.switch, { id, active: false }, { context: asking(manager) })
    await tickReports({ workspaceId: agency.workspace.id }, new Date('2026-03-05T12:00Z'))
    expect(await runs(id)).toEqual([])
    const resumed = await call(
      reports.switch,
      { id, active: true },
      { context: asking(manager, { now: new Date('2026-03-05T12:00Z') }) },
    )
    expect(resumed.nextRunAt).toEqual(new Date('2026-03-06T07:00Z'))
  })

  it('tells beforehand when it comes and which days it then has', async () => {
    const { words, runs: next } = await call(
      reports.upcoming,
      { schedule: '0 8 1 * *', timezone: 'Asia/Tokyo', period: 'last_month' },
      { context: asking(manager, { now: new Date('2026-03-10T00:00Z') }) },
    )
    expect(words).toBe('On day 1 of every month at 08:00, Asia/Tokyo')
    expect(next.map((run) => [run.words, run.period])).toEqual([
      // In Berlin, whose days the figures have, March has just not ended then: 1 April, 01:00.
      ['Wed, 1 Apr 2026, 08:00 GMT+9', '1 Mar 2026 to 31 Mar 2026'],
      ['Fri, 1 May 2026, 08:00 GMT+9', '1 Apr 2026 to 30 Apr 2026'],
      ['Mon, 1 Jun 2026, 08:00 GMT+9', '1 May 2026 to 31 May 2026'],
    ])
  })
})

describe('recipients', () => {
  it('get the file by mail, and a link of their own that needs no account', async () => {
    const { executionId } = await made({
      format: 'pdf',
      send: true,
      recipients: [agency.admin.email, agency.owner.email, agency.admin.email],
    })
    await deliver()
    const [mail] = mailbox.to(agency.admin.email)
    expect(mail?.subject).toBe('Won in January, 1 Jan 2026 to 31 Jan 2026')
    expect(mail?.attachments).toHaveLength(1)
    expect(mail?.attachments[0]).toMatchObject({
      filename: 'won-in-january-2026-01-01-2026-01-31.pdf',
      mimeType: 'application/pdf',
    })
    const token = linkIn(mail?.text)
    const other = linkIn(mailbox.to(agency.owner.email)[0]?.text)
    expect(other).not.toBe(token)
    const shown = await call(reportLinks.find, { token }, { context: asking(visitor) })
    expect(shown).toMatchObject({ name: 'Won in January', open: true, format: 'pdf' })
    const file = await call(reportLinks.file, { token }, { context: asking(visitor) })
    expect((await file.text()).startsWith('%PDF')).toBe(true)

    for (const forged of [`${token.slice(0, -1)}x`, 'x'.repeat(43), executionId])
      await expect(
        call(reportLinks.file, { token: forged }, { context: asking(visitor) }),
      ).rejects.toMatchObject({ status: 404 })
    const late = new Date(Date.now() + 8 * 86_400_000)
    expect(
      await call(reportLinks.find, { token }, { context: asking(visitor, { now: late }) }),
    ).toMatchObject({ open: false })
    await expect(
      call(reportLinks.file, { token }, { context: asking(visitor, { now: late }) }),
    ).rejects.toThrow('expired')

    await call(reportExecutions.remove, { id: executionId }, { context: asking(agency.admin) })
    await expect(
      call(reportLinks.file, { token }, { context: asking(visitor) }),
    ).rejects.toMatchObject({ status: 404 })
  })

  it('from outside are let in by admins alone, which is recorded', async () => {
    const outsider = 'board@client.example'
    const partner = await makeMember(agency.workspace, 'partner')
    for (const address of [outsider, partner.email])
      await expect(make({ recipients: [address] }, { actor: manager })).rejects.toMatchObject({
        data: { fields: { recipients: expect.stringContaining(address) } },
      })
    const { id } = await make({ recipients: [outsider, manager.email] })
    expect(await find(id)).toMatchObject({ outsideRecipients: [outsider] })
    const events = await asOwner<{ data: object }>(
      `select data from events where subject_id = $1 and type = 'report.outsider_added'`,
      [id],
    )
    expect(events).toEqual([{ data: { recipients: [outsider] } }])
    // Whoever is in stays in when a manager changes something else.
    const { last: _, ...kept } = await find(id)
    await call(reports.edit, { ...kept, name: 'Other' }, { context: asking(manager) })
  })

  it('who have left the team get nothing more, and their links are dead', async () => {
    const { id } = await made({ send: true, recipients: [manager.email, agency.admin.email] })
    await deliver()
    const token = linkIn(mailbox.to(manager.email)[0]?.text)
    await asOwner(`update memberships set status = 'removed' where id = $1`, [
      (manager as Member & { seat: string }).seat,
    ])
    await expect(
      call(reportLinks.file, { token }, { context: asking(visitor) }),
    ).rejects.toMatchObject({ status: 404 })
    const again = await call(reports.run, { id, send: true }, { context: asking(agency.admin) })
    await runExecution(task(again.executionId))
    expect((await find(id)).last).toMatchObject({
      withheld: [manager.email],
      mails: [{ recipient: agency.admin.email, status: 'queued' }],
    })
  })

  it('get a link alone when the file is too large for a mail', async () => {
    const { executionId } = await made({ send: true, recipients: [agency.admin.email] })
    await asOwner('update report_executions set file_bytes = 6000000 where id = $1', [executionId])
    await deliver()
    const mail = mailbox.to(agency.admin.email).at(-1)
    expect(mail?.attachments).toHaveLength(0)
    expect(mail?.text).toContain('too large for a mail')
    expect(linkIn(mail?.text)).not.toBe('')
  })

  it.each([
    [['no address'], 'recipients.0'],
    [Array.from({ length: 51 }, (_, at) => `a${at}@example.com`), 'recipients'],
  ])('are refused when they are none', async (recipients, field) => {
    await expect(make({ recipients })).rejects.toMatchObject({
      data: { fields: { [field]: expect.any(String) } },
    })
  })
})

describe('another workspace', () => {
  it('finds no report, execution, file or value of this one', async () => {
    const { id, executionId } = await made()
    const away = await openAgency()
    const context = asking(away.admin)
    const asked = [
      call(reports.find, { id }, { context }),
      call(reports.executions, { id }, { context }),
      call(reports.run, { id }, { context }),
      call(reports.remove, { id }, { context }),
      call(reportExecutions.file, { id: executionId }, { context }),
      call(reportExecutions.retry, { id: executionId }, { context }),
      call(reportExecutions.remove, { id: executionId }, { context }),
    ]
    await Promise.all(asked.map((answer) => expect(answer).rejects.toMatchObject({ status: 404 })))
    expect((await call(reports.list, {}, { context })).items).toEqual([])
    // A job that names another workspace makes nothing of this one.
    const second = await call(reports.run, { id }, { context: asking(agency.admin) })
    await runExecution({
      workspaceId: away.workspace.id,
      executionId: second.executionId as string,
    })
    expect(await row(second.executionId as string)).toMatchObject({ status: 'pending' })
    expect(
      await asOwner(
        `select conname from pg_constraint where conrelid = 'report_executions'::regclass and contype = 'f'
         and array_length(conkey, 1) = 2`,
      ),
    ).toHaveLength(1)
  })

  it.each(['partner', 'va', 'customer'] as const)('is what a %s sees', async (role) => {
    const member = await makeMember(agency.workspace, role)
    await expect(make({}, { actor: member })).rejects.toMatchObject({ status: 403 })
    await expect(call(reports.list, {}, { context: asking(member) })).rejects.toMatchObject({
      status: 403,
    })
  })
})

describe('housekeeping', () => {
  const files = async () =>
    (await readdir(folder, { recursive: true })).filter((name) => /\/(file|data)$/.test(name))

  it('clears files after a month and executions after a year', async () => {
    const { id, executionId } = await made()
    const mine = async () => (await files()).filter((name) => name.includes(executionId))
    expect(await mine()).toHaveLength(2)
    const after = (days: number) => new Date(Date.now() + days * 86_400_000)
    const clear = (now: Date) => clearReports({ workspaceId: agency.workspace.id }, now)
    await clear(after(29))
    expect(await mine()).toHaveLength(2)
    await clear(after(31))
    expect(await mine()).toEqual([])
    expect(await find(id)).toMatchObject({ status: 'completed', data: null, file: null })
    await expect(
      call(reportExecutions.file, { id: executionId }, { context: asking(manager) }),
    ).rejects.toMatchObject({ status: 404 })
    await clear(after(366))
    expect(await find(id)).toMatchObject({ status: 'never_run' })
  })

  it('drops the files of what was deleted', async () => {
    const { id, executionId } = await made()
    await call(reports.remove, { id }, { context: asking(agency.admin) })
    for (const job of await jobs<Parameters<typeof dropFiles>[0]>('reports.drop-files'))
      await dropFiles(job)
    expect((await files()).filter((name) => name.includes(executionId))).toEqual([])
  })
})
