import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { call } from '@orpc/server'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import type { Member } from '@/lib/auth/actor'
import { closeConnections } from '@/lib/db/client'
import { sendMail } from '@/lib/mail/send'
import { closeTransport } from '@/lib/mail/transport'
import { runExecution } from '@/lib/reports/execute'
import { reports } from '@/lib/reports/procedures'
import { openAgency, win } from './deals'
import { openMailbox } from './mailbox'
import { asking, asOwner, closeOwner, makeMember } from './people'

type Bench = {
  folder: string
  mailbox: Awaited<ReturnType<typeof openMailbox>>
  /** A new one for each test, with one deal won in January. */
  agency: Awaited<ReturnType<typeof openAgency>>
  manager: Member
}

/** What the tests of a file make reports with. */
export const bench = {} as Bench

/** Opens the bench for the tests of a file, and closes it after them. */
export function openBench() {
  beforeAll(async () => {
    bench.folder = await mkdtemp(join(tmpdir(), 'tandem-reports-'))
    process.env.STORAGE_DIR = bench.folder
    bench.mailbox = await openMailbox()
  })
  afterAll(async () => {
    closeTransport()
    await bench.mailbox.close()
    await closeConnections()
    await closeOwner()
    await rm(bench.folder, { recursive: true, force: true })
  })
  beforeEach(async () => {
    bench.agency = await openAgency()
    const { admin, partnerId, workspace } = bench.agency
    bench.manager = await makeMember(workspace, 'manager')
    await win(admin, partnerId, 120_000, new Date('2026-01-10T12:00:00Z'))
  })
}

const definition = {
  name: 'Won in January',
  metrics: ['won_value', 'leads'] as ('won_value' | 'leads')[],
  groupBy: 'partner' as const,
  period: { from: '2026-01-01', to: '2026-01-31' },
}
type Input = {
  format?: 'csv' | 'json' | 'pdf' | 'xlsx'
  recipients?: string[]
  schedule?: string
  timezone?: string
  run?: boolean
  send?: boolean
}

export const make = (
  more: Input = {},
  { actor = bench.agency.admin, now }: { actor?: Member; now?: Date } = {},
) =>
  call(reports.create, { ...definition, ...more }, { context: asking(actor, now ? { now } : {}) })

export const find = (id: string, actor: Member = bench.agency.admin) =>
  call(reports.find, { id }, { context: asking(actor) })

export const task = (executionId: string | null) => ({
  workspaceId: bench.agency.workspace.id,
  executionId: executionId as string,
})

export async function made(more: Input = {}) {
  const { id, executionId } = await make(more)
  await runExecution(task(executionId))
  return { id, executionId: executionId as string }
}

export const mailsOf = () =>
  asOwner<{ id: string; recipient: string }>(
    `select id, recipient from emails where workspace_id = $1 and template = 'report-ready' order by recipient`,
    [bench.agency.workspace.id],
  )

export async function deliver() {
  for (const { id } of await mailsOf())
    await sendMail({ workspaceId: bench.agency.workspace.id, emailId: id })
}
