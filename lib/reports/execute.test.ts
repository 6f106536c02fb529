import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { call } from '@orpc/server'
import { describe, expect, it } from 'vitest'
import { openAgency } from '@/e2e/deals'
import { asking, asOwner, jobs, makeMember } from '@/e2e/people'
import { bench, find, made, mailsOf, make, openBench, task } from '@/e2e/reports'
import { handleRest } from '../api/rest'
import type { Member } from '../auth/actor'
import { clearReports, dropFiles } from './clear'
import { runExecution } from './execute'
import { reportExecutions, reports } from './procedures'

openBench()

const row = async (executionId: string) =>
  (
    await asOwner<{ status: string; attempts: number; error: string | null; file_key: string }>(
      'select status, attempts, error, file_key from report_executions where id = $1',
      [executionId],
    )
  )[0]

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
      { context: asking(bench.manager) },
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
        asking(bench.agency.admin, { idempotencyKey: 'one' }),
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
      asking(bench.agency.admin),
    )
    expect(await get.json()).toMatchObject({
      status: 'completed',
      name: 'Leads',
      data: { rowCount: 1 },
    })
    const file = await handleRest(
      new Request(`http://x/api/v1/analytics/reports/executions/${answer.executionId}/file`),
      asking(bench.agency.admin),
    )
    expect(file.headers.get('content-disposition')).toMatch(/^attachment/)
    expect(file.headers.get('content-type')).toBe('application/json')
  })

  it.each(['pdf', 'xlsx', 'csv', 'json'] as const)('is kept as %s', async (format) => {
    const { executionId } = await made({ format })
    const file = await call(
      reportExecutions.file,
      { id: executionId },
      { context: asking(bench.manager) },
    )
    expect(file.name.endsWith(`.${format}`)).toBe(true)
    expect(file.size).toBeGreaterThan(100)
  })

  it('is made once when two workers have it at the same time', async () => {
    const { executionId } = await make({ send: true, recipients: [bench.agency.admin.email] })
    await Promise.all([runExecution(task(executionId)), runExecution(task(executionId))])
    // Whoever took it last ends it; the other's end is void.
    expect(await row(executionId as string)).toMatchObject({ status: 'completed' })
    expect(await mailsOf()).toHaveLength(1)
    await runExecution(task(executionId))
    expect(await mailsOf()).toHaveLength(1)
  })

  it('is gone on with when its worker was killed, and given up after three', async () => {
    const { id, executionId } = await make({ send: true, recipients: [bench.agency.admin.email] })
    const kill = () =>
      asOwner(
        `update report_executions set status = 'processing', attempts = attempts + 1, started_at = now() where id = $1`,
        [executionId],
      )
    await kill()
    await runExecution(task(executionId))
    expect(await row(executionId as string)).toMatchObject({ status: 'completed', attempts: 2 })
    expect(await mailsOf()).toHaveLength(1)

    const second = await call(reports.run, { id }, { context: asking(bench.agency.admin) })
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
    const blocked = join(bench.folder, 'blocked')
    await writeFile(blocked, '')
    process.env.STORAGE_DIR = blocked
    try {
      await runExecution(task(executionId))
      expect(await row(executionId as string)).toMatchObject({ status: 'pending', attempts: 1 })
      await runExecution(task(executionId))
      await runExecution(task(executionId))
    } finally {
      process.env.STORAGE_DIR = bench.folder
    }
    const failed = await find(id)
    expect(failed).toMatchObject({ status: 'failed', last: { attempts: 3 } })
    expect(failed.error).toContain('Something went wrong on our side')
    const retry = () =>
      call(
        reportExecutions.retry,
        { id: executionId as string },
        { context: asking(bench.manager) },
      )
    await retry()
    await expect(retry()).rejects.toMatchObject({ status: 409 })
    await runExecution(task(executionId))
    expect(await find(id)).toMatchObject({ status: 'completed', error: null })
  })

  it('stops with a reason once its maker has left, and can be taken over', async () => {
    const { id, executionId } = await make(
      { schedule: '0 8 * * *', recipients: [bench.agency.admin.email] },
      { actor: bench.manager },
    )
    await asOwner(`update memberships set status = 'removed' where id = $1`, [
      (bench.manager as Member & { seat: string }).seat,
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
      call(reports.run, { id }, { context: asking(bench.agency.admin) }),
    ).rejects.toMatchObject({ status: 409 })
    const { last: _, ...kept } = await find(id)
    await call(
      reports.edit,
      { ...kept, schedule: '0 9 * * *', active: true },
      { context: asking(bench.agency.admin) },
    )
    const again = await call(reports.run, { id }, { context: asking(bench.agency.admin) })
    await runExecution(task(again.executionId))
    expect(await find(id)).toMatchObject({ status: 'completed', orphaned: false, active: true })
  })

  it('is one of ten at once', async () => {
    const all = await Promise.all(Array.from({ length: 10 }, () => make({ format: 'xlsx' })))
    await Promise.all(all.map(({ executionId }) => runExecution(task(executionId))))
    for (const { id } of all) expect(await find(id)).toMatchObject({ status: 'completed' })
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
    const second = await call(reports.run, { id }, { context: asking(bench.agency.admin) })
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
    const member = await makeMember(bench.agency.workspace, role)
    await expect(make({}, { actor: member })).rejects.toMatchObject({ status: 403 })
    await expect(call(reports.list, {}, { context: asking(member) })).rejects.toMatchObject({
      status: 403,
    })
  })
})

describe('housekeeping', () => {
  const files = async () =>
    (await readdir(bench.folder, { recursive: true })).filter((name) => /\/(file|data)$/.test(name))

  it('clears files after a month and executions after a year', async () => {
    const { id, executionId } = await made()
    const mine = async () => (await files()).filter((name) => name.includes(executionId))
    expect(await mine()).toHaveLength(2)
    const after = (days: number) => new Date(Date.now() + days * 86_400_000)
    const clear = (now: Date) => clearReports({ workspaceId: bench.agency.workspace.id }, now)
    await clear(after(29))
    expect(await mine()).toHaveLength(2)
    await clear(after(31))
    expect(await mine()).toEqual([])
    expect(await find(id)).toMatchObject({ status: 'completed', data: null, file: null })
    await expect(
      call(reportExecutions.file, { id: executionId }, { context: asking(bench.manager) }),
    ).rejects.toMatchObject({ status: 404 })
    await clear(after(366))
    expect(await find(id)).toMatchObject({ status: 'never_run' })
  })

  it('drops the files of what was deleted', async () => {
    const { id, executionId } = await made()
    await call(reports.remove, { id }, { context: asking(bench.agency.admin) })
    for (const job of await jobs<Parameters<typeof dropFiles>[0]>('reports.drop-files'))
      await dropFiles(job)
    expect((await files()).filter((name) => name.includes(executionId))).toEqual([])
  })
})
