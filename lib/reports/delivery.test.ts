import { call } from '@orpc/server'
import { describe, expect, it } from 'vitest'
import { asking, asOwner, makeMember, visitor } from '@/e2e/people'
import { bench, deliver, find, made, make, openBench, task } from '@/e2e/reports'
import type { Member } from '../auth/actor'
import { subscribe } from '../live/hub'
import { runExecution } from './execute'
import { reportExecutions, reportLinks, reports } from './procedures'
import { tickReports } from './tick'

openBench()

const linkIn = (text: string | undefined) => /\/reports\/([\w-]{20,})/.exec(text ?? '')?.[1] ?? ''

describe('a schedule', () => {
  const scheduled = (now: string) =>
    make(
      { schedule: '0 8 * * *', run: false, recipients: [bench.agency.admin.email] },
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
    const { workspace } = bench.agency
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
    await tickReports({ workspaceId: bench.agency.workspace.id }, new Date('2026-03-05T12:00Z'))
    await tickReports({ workspaceId: bench.agency.workspace.id }, new Date('2026-03-05T12:01Z'))
    expect(await runs(id)).toEqual([{ scheduled_for: new Date('2026-03-05T07:00Z'), send: true }])
  })

  it('that is paused makes nothing, and goes on from where it is resumed', async () => {
    const { id } = await scheduled('2026-03-01T00:00Z')
    await call(reports.switch, { id, active: false }, { context: asking(bench.manager) })
    await tickReports({ workspaceId: bench.agency.workspace.id }, new Date('2026-03-05T12:00Z'))
    expect(await runs(id)).toEqual([])
    const resumed = await call(
      reports.switch,
      { id, active: true },
      { context: asking(bench.manager, { now: new Date('2026-03-05T12:00Z') }) },
    )
    expect(resumed.nextRunAt).toEqual(new Date('2026-03-06T07:00Z'))
  })

  it('tells beforehand when it comes and which days it then has', async () => {
    const { words, runs: next } = await call(
      reports.upcoming,
      { schedule: '0 8 1 * *', timezone: 'Asia/Tokyo', period: 'last_month' },
      { context: asking(bench.manager, { now: new Date('2026-03-10T00:00Z') }) },
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
      recipients: [bench.agency.admin.email, bench.agency.owner.email, bench.agency.admin.email],
    })
    await deliver()
    const [mail] = bench.mailbox.to(bench.agency.admin.email)
    expect(mail?.subject).toBe('Won in January, 1 Jan 2026 to 31 Jan 2026')
    expect(mail?.attachments).toHaveLength(1)
    expect(mail?.attachments[0]).toMatchObject({
      filename: 'won-in-january-2026-01-01-2026-01-31.pdf',
      mimeType: 'application/pdf',
    })
    const token = linkIn(mail?.text)
    const other = linkIn(bench.mailbox.to(bench.agency.owner.email)[0]?.text)
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

    await call(
      reportExecutions.remove,
      { id: executionId },
      { context: asking(bench.agency.admin) },
    )
    await expect(
      call(reportLinks.file, { token }, { context: asking(visitor) }),
    ).rejects.toMatchObject({ status: 404 })
  })

  it('from outside are let in by admins alone, which is recorded', async () => {
    const outsider = 'board@client.example'
    const partner = await makeMember(bench.agency.workspace, 'partner')
    for (const address of [outsider, partner.email])
      await expect(make({ recipients: [address] }, { actor: bench.manager })).rejects.toMatchObject(
        {
          data: { fields: { recipients: expect.stringContaining(address) } },
        },
      )
    const { id } = await make({ recipients: [outsider, bench.manager.email] })
    expect(await find(id)).toMatchObject({ outsideRecipients: [outsider] })
    const events = await asOwner<{ data: object }>(
      `select data from events where subject_id = $1 and type = 'report.outsider_added'`,
      [id],
    )
    expect(events).toEqual([{ data: { recipients: [outsider] } }])
    // Whoever is in stays in when a manager changes something else.
    const { last: _, ...kept } = await find(id)
    await call(reports.edit, { ...kept, name: 'Other' }, { context: asking(bench.manager) })
  })

  it('who have left the team get nothing more, and their links are dead', async () => {
    const { id } = await made({
      send: true,
      recipients: [bench.manager.email, bench.agency.admin.email],
    })
    await deliver()
    const token = linkIn(bench.mailbox.to(bench.manager.email)[0]?.text)
    await asOwner(`update memberships set status = 'removed' where id = $1`, [
      (bench.manager as Member & { seat: string }).seat,
    ])
    await expect(
      call(reportLinks.file, { token }, { context: asking(visitor) }),
    ).rejects.toMatchObject({ status: 404 })
    const again = await call(
      reports.run,
      { id, send: true },
      { context: asking(bench.agency.admin) },
    )
    await runExecution(task(again.executionId))
    expect((await find(id)).last).toMatchObject({
      withheld: [bench.manager.email],
      mails: [{ recipient: bench.agency.admin.email, status: 'queued' }],
    })
  })

  it('show on open pages that their mail is sent, as soon as it is', async () => {
    const { id } = await made({ send: true, recipients: [bench.agency.admin.email] })
    const told: string[] = []
    const topic = `report:${id}`
    const leave = subscribe(bench.agency.workspace.id, {
      topics: [topic],
      tell: (what) => told.push(what),
    })
    await expect.poll(() => told).toContain('resync')
    expect(told).not.toContain(topic)
    await deliver()
    await expect.poll(() => told).toContain(topic)
    leave()
  })

  it('get a link alone when the file is too large for a mail', async () => {
    const { executionId } = await made({ send: true, recipients: [bench.agency.admin.email] })
    await asOwner('update report_executions set file_bytes = 6000000 where id = $1', [executionId])
    await deliver()
    const mail = bench.mailbox.to(bench.agency.admin.email).at(-1)
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
