import { call } from '@orpc/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { openAgency, win } from '@/e2e/deals'
import { asking, asOwner, closeOwner, makeMember } from '@/e2e/people'
import type { Member } from '../auth/actor'
import { closeConnections } from '../db/client'
import { dashboards } from './procedures'
import type { Dashboard, newDashboard, WidgetInput } from './schema'

let agency: Awaited<ReturnType<typeof openAgency>>
let ada: Member
let eve: Member
const now = new Date('2026-03-31T12:00:00Z')

beforeAll(async () => {
  agency = await openAgency()
  ada = await makeMember(agency.workspace, 'admin')
  eve = await makeMember(agency.workspace, 'manager')
  await win(agency.admin, agency.partnerId, 120_000, new Date('2026-03-10T12:00:00Z'))
})
afterAll(async () => {
  await closeConnections()
  await closeOwner()
})

const as = (who: Member) => ({ context: asking(who, { now }) })
const figure = (x: number, y: number, more: Partial<WidgetInput> = {}) => ({
  question: { kind: 'figure' as const, metric: 'leads' as const },
  x,
  y,
  width: 3,
  height: 2,
  ...more,
})
let names = 0
const make = (who: Member, more: Partial<z.input<typeof newDashboard>> = {}) => {
  names++
  return call(dashboards.create, { name: `Board ${names}`, ...more }, as(who))
}
const save = (who: Member, { id, version }: Dashboard, widgets: unknown[]) =>
  call(dashboards.save, { id: id as string, version, widgets: widgets as never }, as(who))

describe('arranging', () => {
  it('begins with a template, and keeps what is saved', async () => {
    const made = await make(ada, { template: 'money' })
    expect(made).toMatchObject({ own: true, shared: false, template: 'money', version: 1 })
    expect(made.widgets.length).toBeGreaterThan(10)
    const kept = made.widgets.slice(0, 2)
    const saved = await save(ada, made, [...kept, figure(6, 0, { title: 'New clients' })])
    expect(saved.version).toBe(2)
    expect(saved.widgets.map(({ id }) => id).slice(0, 2)).toEqual(kept.map(({ id }) => id))
    expect(saved.widgets[2]).toMatchObject({ title: 'New clients', x: 6, display: 'chart' })
    const found = await call(dashboards.find, { id: made.id as string }, as(ada))
    expect(found).toEqual(saved)
    // Undo of a removed widget: it comes back as the same one.
    const back = await save(
      ada,
      saved,
      [...saved.widgets, made.widgets[2]].map((one, i) => ({
        ...one,
        x: i * 3,
        y: 0,
        width: 3,
        height: 2,
      })),
    )
    expect(back.widgets.map(({ id }) => id)).toContain(made.widgets[2]?.id)
  })

  it('does not let a second tab overwrite the first', async () => {
    const made = await make(ada)
    await save(ada, made, [figure(0, 0)])
    await expect(save(ada, made, [figure(3, 0)])).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('another tab'),
    })
    const at = await Promise.allSettled(
      [0, 3, 6].map((x) => save(ada, { ...made, version: 2 }, [figure(x, 0)])),
    )
    expect(at.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  it.each([
    ['two in one place', [figure(0, 0), figure(2, 1)], 'widgets.1.x'],
    ['past the last column', [figure(10, 0)], 'widgets.0.width'],
    ['too small', [figure(0, 0, { width: 1 })], 'widgets.0.width'],
    ['too far down', [figure(0, 401)], 'widgets.0.y'],
    ['a title without end', [figure(0, 0, { title: 'x'.repeat(81) })], 'widgets.0.title'],
    [
      'too many',
      Array.from({ length: 41 }, (_, i) => figure((i % 4) * 3, Math.floor(i / 4) * 2)),
      'widgets',
    ],
    [
      'a dimension that the figure lacks',
      [
        figure(0, 0, {
          question: { kind: 'breakdown', metric: 'leads', dimension: 'directory', limit: 10 },
        }),
      ],
      'widgets.0.question',
    ],
  ])('refuses %s, naming the field', async (_, widgets, field) => {
    const made = await make(ada)
    await expect(save(ada, made, widgets)).rejects.toMatchObject({
      data: { fields: { [field]: expect.any(String) } },
    })
    expect(await call(dashboards.find, { id: made.id as string }, as(ada))).toEqual(made)
  })

  it('is refused by the database too', async () => {
    const made = await make(ada)
    const put = (values: string) =>
      asOwner(
        `insert into dashboard_widgets (workspace_id, dashboard_id, user_id, type, config, ordinal, x, y, width, height)
         values ($1, $2, $3, 'ltv', '{"question": {"kind": "ltv"}}', ${values})`,
        [agency.workspace.id, made.id, ada.userId],
      )
    await put('1, 0, 0, 6, 4')
    await expect(put('2, 5, 3, 2, 2')).rejects.toThrow(/dashboard_widgets_apart/)
    await expect(put('41, 8, 0, 2, 2')).rejects.toThrow(/ordinal_check/)
    await expect(put('2, 8, 0, 5, 2')).rejects.toThrow(/place_check/)
  })

  it('takes a name once per person', async () => {
    await make(ada, { name: 'Mornings' })
    await make(eve, { name: 'Mornings' })
    await expect(make(ada, { name: 'Mornings' })).rejects.toMatchObject({
      code: 'conflict',
      data: { fields: { name: expect.any(String) } },
    })
  })
})

describe('sharing', () => {
  it('shows a shared dashboard to colleagues, who copy it and change their own', async () => {
    const made = await make(ada, { template: 'work' })
    const id = made.id as string
    await expect(call(dashboards.find, { id }, as(eve))).rejects.toMatchObject({
      code: 'not_found',
    })
    await call(dashboards.edit, { id, shared: true }, as(ada))
    const seen = await call(dashboards.find, { id }, as(eve))
    expect(seen).toMatchObject({ own: false, ownerName: 'Ada Lovelace', shared: true })
    for (const attempt of [
      () => save(eve, seen, []),
      () => call(dashboards.edit, { id, name: 'Mine now' }, as(eve)),
      () => call(dashboards.delete, { id }, as(eve)),
    ])
      await expect(attempt()).rejects.toMatchObject({
        code: 'forbidden',
        message: expect.stringContaining('copy'),
      })
    const copy = await make(eve, { copyOf: id })
    expect(copy.widgets.map(({ question }) => question)).toEqual(
      made.widgets.map(({ question }) => question),
    )
    expect(copy).toMatchObject({ own: true, shared: false })
    await save(eve, copy, [])
    expect(await call(dashboards.find, { id }, as(ada))).toEqual({ ...seen, own: true })
    await call(dashboards.edit, { id, shared: false }, as(ada))
    await expect(call(dashboards.find, { id }, as(eve))).rejects.toMatchObject({
      code: 'not_found',
    })
    await call(dashboards.delete, { id }, as(ada))
    await expect(call(dashboards.find, { id }, as(ada))).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  it('ends at the workspace, and at its staff', async () => {
    const made = await make(ada, { template: 'money', shared: true })
    const id = made.id as string
    const elsewhere = (await openAgency()).admin
    for (const attempt of [
      () => call(dashboards.find, { id }, as(elsewhere)),
      () => save(elsewhere, made, []),
      () => call(dashboards.delete, { id }, as(elsewhere)),
      () => make(elsewhere, { copyOf: id }),
      () => call(dashboards.answers, { dashboard: id }, as(elsewhere)),
    ])
      await expect(attempt()).rejects.toMatchObject({ code: 'not_found' })
    const { items } = await call(dashboards.list, {}, as(elsewhere))
    expect(items).toEqual([])
    for (const role of ['partner', 'va', 'customer'] as const) {
      const member = await makeMember(agency.workspace, role)
      await expect(call(dashboards.answers, {}, as(member))).rejects.toMatchObject({
        code: 'forbidden',
      })
    }
    const narrowed = { ...ada, scopes: ['analytics.read'] }
    await expect(make(narrowed)).rejects.toMatchObject({ code: 'forbidden' })
  })
})

describe('answers', () => {
  it('answers every widget, and one that fails leaves the rest', async () => {
    const made = await make(ada, {
      widgets: [
        figure(0, 0, { title: 'Clients' }),
        figure(3, 0, { question: { kind: 'figure', metric: 'won_value' } }),
        figure(6, 0),
        figure(9, 0),
      ],
    })
    const [, , broken, unknown] = made.widgets
    await asOwner(
      `update dashboard_widgets set type = 'breakdown', config = '{"question": {"kind": "breakdown", "metric": "leads", "dimension": "directory"}}' where id = $1`,
      [broken?.id],
    )
    await asOwner(
      `update dashboard_widgets set config = '{"question": {"kind": "figure", "metric": "gone"}}' where id = $1`,
      [unknown?.id],
    )
    const { widgets, range, timezone } = await call(
      dashboards.answers,
      { dashboard: made.id as string, startDate: '2026-03-01', endDate: '2026-03-31' },
      as(ada),
    )
    expect(range).toEqual({ from: '2026-03-01', to: '2026-03-31' })
    expect(timezone).toBe('Europe/Berlin')
    expect(widgets).toMatchObject([
      { title: 'Clients', answer: { value: 1, before: { value: 0, from: '2026-01-29' } } },
      { title: 'Won value', answer: { value: 120_000 } },
      {
        title: 'Leads',
        error: { code: 'invalid', message: expect.stringContaining('cannot be broken down') },
      },
      { error: { message: expect.stringContaining('does not exist any more') } },
    ])
  })

  it('answers those that would have been asked after one that fails', async () => {
    const made = await make(ada, {
      widgets: Array.from({ length: 10 }, (_, at) => figure((at % 4) * 3, Math.floor(at / 4) * 3)),
    })
    await asOwner(
      `update dashboard_widgets set type = 'breakdown', config = '{"question": {"kind": "breakdown", "metric": "leads", "dimension": "directory"}}' where id = any ($1)`,
      [[made.widgets[0]?.id, made.widgets[5]?.id]],
    )
    const { widgets } = await call(
      dashboards.answers,
      { dashboard: made.id as string, startDate: '2026-03-01', endDate: '2026-03-31' },
      as(ada),
    )
    for (const [at, widget] of widgets.entries())
      expect(widget).toMatchObject(
        at === 0 || at === 5 ? { error: { code: 'invalid' } } : { answer: { value: 1 } },
      )
  })

  it('begins with the template of the role and the last thirty days', async () => {
    const admin = await call(dashboards.answers, {}, as(ada))
    expect(admin.dashboard).toMatchObject({ id: null, template: 'money' })
    expect(admin.range).toEqual({ from: '2026-03-02', to: '2026-03-31' })
    expect(admin.widgets).toHaveLength(admin.dashboard.widgets.length)
    expect((await call(dashboards.answers, {}, as(eve))).dashboard.template).toBe('work')
    await expect(
      call(dashboards.answers, { startDate: '2026-03-01' }, as(ada)),
    ).rejects.toMatchObject({
      data: { fields: { endDate: expect.any(String) } },
    })
  })

  it('writes a widget as a CSV that starts no formula', async () => {
    await asOwner(`update partners set name = '=HYPERLINK("x")' where id = $1`, [agency.partnerId])
    const made = await make(ada, {
      widgets: [
        figure(0, 0, {
          question: {
            kind: 'breakdown',
            metric: 'won_value',
            dimension: 'partner',
            limit: 10,
            filters: [{ dimension: 'stage', key: 'closed_won' }],
          },
          width: 4,
        }),
      ],
    })
    const file = await call(
      dashboards.exportWidget,
      {
        dashboard: made.id as string,
        widget: made.widgets[0]?.id as string,
        startDate: '2026-03-01',
        endDate: '2026-03-31',
      },
      as(ada),
    )
    expect(file.name).toBe(`${agency.workspace.slug}-won-value.csv`)
    const text = await file.text()
    expect(text).toContain('Won value, Stage: Won: ')
    const [head, first] = text.split('\n')
    expect(head).toContain('Partner,Won value (EUR),Share')
    expect(first).toBe(`"'=HYPERLINK(""x"")",1200.00,100`)
  })
})
