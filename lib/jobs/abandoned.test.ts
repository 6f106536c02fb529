import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import pg from 'pg'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { openMailbox } from '@/e2e/mailbox'
import { asOwner, closeOwner, makeWorkspace, type TestWorkspace } from '@/e2e/people'
import { abandonedJobs } from './abandoned'

const root = fileURLToPath(new URL('../..', import.meta.url))
const bundle = `${root}.data/test/worker-${process.pid}.mjs`
const pool = new pg.Pool({ connectionString: process.env.JOBS_DATABASE_URL, max: 1 })
const round = abandonedJobs(pool)
const started: ChildProcess[] = []
let mailbox: Awaited<ReturnType<typeof openMailbox>>
let workspace: TestWorkspace

beforeAll(async () => {
  await build({
    absWorkingDir: root,
    entryPoints: ['lib/jobs/worker.ts'],
    outfile: bundle,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    jsx: 'automatic',
    logLevel: 'silent',
  })
  mailbox = await openMailbox()
  workspace = await makeWorkspace()
  // What other tests have left would keep the workers busy.
  await asOwner('delete from graphile_worker._private_jobs')
  await asOwner(
    `update pending_actions set status = 'cancelled' where status in ('pending', 'assigned', 'in_progress', 'blocked')`,
  )
})

afterAll(async () => {
  for (const child of started) child.kill('SIGKILL')
  await mailbox.close()
  rmSync(bundle, { force: true })
  await pool.end()
  await closeOwner()
})

async function startWorker() {
  const child = spawn(process.execPath, [bundle], { stdio: ['ignore', 'pipe', 'inherit'] })
  started.push(child)
  for await (const text of child.stdout) if (String(text).includes('worker ready')) break
  return child
}

/** A mail in the queue; answers the worker that has taken it. */
async function queueMail(recipient: string) {
  await asOwner(
    `with made as (
       insert into emails (workspace_id, recipient, template, data, created_at)
       values ($1, $2, 'application-rejected', $3, now()) returning id)
     select enqueue('mail.send', jsonb_build_object('workspaceId', $1::uuid, 'emailId', id)) from made`,
    [workspace.id, recipient, { name: 'Ada', reason: 'Not now', applicationId: workspace.id }],
  )
  return vi.waitFor(() => holderOf(recipient), { timeout: 10_000, interval: 50 })
}

async function holderOf(recipient: string) {
  const [job] = await asOwner<{ holder: string | null }>(
    `select j.locked_by as holder from graphile_worker._private_jobs j
     join emails e on e.id = (j.payload->>'emailId')::uuid where e.recipient = $1`,
    [recipient],
  )
  if (!job?.holder) throw new Error(`Nobody has taken ${recipient}`)
  return job.holder
}

const mails = () =>
  asOwner<{ recipient: string; status: string; attempts: number }>(
    'select recipient, status, attempts from emails where workspace_id = $1 order by created_at',
    [workspace.id],
  )

it('runs a killed worker’s job once more, and leaves those of the living alone', async () => {
  const release = mailbox.hold()
  const first = await startWorker()
  const dead = await queueMail('lost@example.com')
  await startWorker()
  // The first worker takes four jobs at the most, so one of these is the second’s.
  let living = dead
  let kept = ''
  for (let n = 0; living === dead; n++) {
    kept = `kept${n}@example.com`
    living = await queueMail(kept)
  }
  await round()
  expect(await round()).toEqual([])

  first.kill('SIGKILL')
  await once(first, 'exit')
  // By hand, or in the second worker’s own rounds, whichever comes first.
  await vi.waitFor(
    async () => {
      await round()
      expect(await holderOf('lost@example.com')).toBe(living)
    },
    { timeout: 15_000, interval: 100 },
  )
  expect(await holderOf(kept)).toBe(living)
  release()
  const finished = await vi.waitFor(
    async () => {
      const all = await mails()
      expect(all.filter(({ status }) => status !== 'sent')).toEqual([])
      return all
    },
    { timeout: 10_000, interval: 100 },
  )
  const triesOf = (recipient: string) =>
    finished.find((mail) => mail.recipient === recipient)?.attempts
  expect(triesOf('lost@example.com')).toBe(2)
  expect(triesOf(kept)).toBe(1)
}, 60_000)

it('keeps the jobs of a worker that only lost its connection', async () => {
  const release = mailbox.hold()
  const holder = await queueMail('patient@example.com')
  const [lost] = await asOwner<{ pid: number }>(
    `select pid, pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and application_name = 'tandem-worker presence'`,
  )
  await round()
  // A job of the worker's may hold an advisory lock too, and the lost connection its own for a moment yet.
  await vi.waitFor(
    async () => {
      const back = await asOwner(
        `select from pg_locks join pg_stat_activity using (pid)
         where locktype = 'advisory' and granted and datname = current_database()
         and application_name = 'tandem-worker presence' and pid <> $1`,
        [lost?.pid],
      )
      expect(back).toHaveLength(1)
    },
    { timeout: 10_000, interval: 100 },
  )
  expect(await round()).toEqual([])
  expect(await holderOf('patient@example.com')).toBe(holder)
  release()
}, 30_000)
