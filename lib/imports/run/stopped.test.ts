import { call } from '@orpc/server'
import { sql } from 'kysely'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { deals, recomputed, tally } from '@/e2e/import-rows'
import { confirmed, importAll, makeAgency, run, task } from '@/e2e/imports'
import { asking, asOwner, closeOwner } from '@/e2e/people'
import { closeConnections } from '../../db/client'
import { imports } from '../procedures'
import { asImporter } from '../worker'
import { runImport } from './import'

type Agency = Awaited<ReturnType<typeof makeAgency>>

let agency: Agency
beforeEach(async () => {
  agency = await makeAgency()
})
afterAll(async () => {
  await closeConnections()
  await closeOwner()
})

it('has stopped when nothing moves for a while, which takes longer while it is planned', async () => {
  const { admin } = agency
  const found = await confirmed(admin, deals(600))
  const after = (seconds: number) =>
    call(
      imports.find,
      { id: found.id },
      { context: asking(admin, { now: new Date(Date.now() + seconds * 1000) }) },
    )
  expect(await after(60)).toMatchObject({ planning: true, stalled: false })
  expect(await after(400)).toMatchObject({ planning: true, stalled: true })
  const stop = new AbortController()
  const job = task(found, admin)
  await asImporter(job, (step) =>
    runImport(
      job,
      async (work, options) => {
        const result = await step(work, options)
        stop.abort()
        return result
      },
      stop.signal,
    ),
  ).catch(() => {})
  expect(await after(60)).toMatchObject({ planning: false, stalled: true, importedRows: 0 })
})

describe('an import that is stopped', () => {
  const whole = (count: number) => ({ leads: count, history: count, events: count })

  it('between two chunks, goes on where it was', async () => {
    const { admin, workspace } = agency
    const found = await confirmed(admin, deals(1200))
    const stop = new AbortController()
    const job = task(found, admin)
    let steps = 0
    const halted = asImporter(job, (step) =>
      runImport(
        job,
        (work, options) => {
          if (++steps === 4) stop.abort()
          return step(work, options)
        },
        stop.signal,
      ),
    )
    await expect(halted).rejects.toThrow()
    const half = await tally(workspace.id)
    expect(half?.leads).toBeGreaterThan(0)
    expect(half?.leads).toBeLessThan(1200)
    expect(half).toMatchObject(whole(half?.leads ?? 0))
    expect(await run(admin, found)).toMatchObject({ status: 'completed', importedRows: 1200 })
    expect(await tally(workspace.id)).toMatchObject(whole(1200))
    expect(await recomputed(workspace.id)).toMatchObject({ wrong: 0 })
  })

  it('in the middle of any chunk, after all was written, loses and doubles nothing', async () => {
    const { admin, workspace } = agency
    const found = await confirmed(admin, deals(1100))
    const job = task(found, admin)
    const dieIn = (fatal: number) => {
      let steps = 0
      return asImporter(job, (step) =>
        runImport(job, (work, options) => {
          if (++steps !== fatal) return step(work, options)
          return step(async (ctx) => {
            const result = await work(ctx)
            const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(
              ctx.db,
            )
            await asOwner('select pg_terminate_backend($1, 5000)', [rows[0]?.pid])
            return result
          }, options)
        }),
      )
    }
    for (const fatal of [1, 2, 3, 4]) {
      await expect(dieIn(fatal)).rejects.toThrow()
      const part = await tally(workspace.id)
      expect(part?.leads).toBeLessThan(1100)
      expect(part).toMatchObject(whole(part?.leads ?? -1))
    }
    expect(await run(admin, found)).toMatchObject({ status: 'completed', importedRows: 1100 })
    expect(await tally(workspace.id)).toMatchObject(whole(1100))
    expect(await recomputed(workspace.id)).toMatchObject({ wrong: 0 })
  })

  it('by nobody, but run by three workers at once, imports every row once', async () => {
    const { admin, workspace } = agency
    const found = await confirmed(admin, deals(1200))
    await Promise.all([run(admin, found), run(admin, found), run(admin, found)])
    expect(await tally(workspace.id)).toMatchObject({ ...whole(1200), partners: 4 })
    expect(await recomputed(workspace.id)).toMatchObject({ wrong: 0 })
  })

  it('by its owner, says what is imported; the file again adds the rest', async () => {
    const { admin, workspace } = agency
    const content = deals(1100)
    const found = await confirmed(admin, content)
    const job = task(found, admin)
    let steps = 0
    await asImporter(job, (step) =>
      runImport(job, async (work, options) => {
        if (++steps === 4) await call(imports.cancel, { id: found.id }, { context: asking(admin) })
        return step(work, options)
      }),
    )
    const cancelled = await call(imports.find, { id: found.id }, { context: asking(admin) })
    expect(cancelled.status).toBe('cancelled')
    expect(cancelled.importedRows).toBeGreaterThan(0)
    expect(await tally(workspace.id)).toMatchObject(whole(cancelled.importedRows))
    const rest = await importAll(admin, content)
    expect(rest).toMatchObject({
      duplicateRows: cancelled.importedRows,
      importedRows: 1100 - cancelled.importedRows,
    })
  })
})
