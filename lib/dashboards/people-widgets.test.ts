import { call } from '@orpc/server'
import { afterAll, expect, it } from 'vitest'
import { addEvents } from '@/e2e/events'
import { asking, closeOwner, makeMember, makeWorkspace } from '@/e2e/people'
import { closeConnections } from '../db/client'
import { dashboards } from './procedures'

const days = { startDate: '2026-03-01', endDate: '2026-03-31' }
const place = { y: 0, width: 6, height: 4 }

afterAll(async () => {
  await closeConnections()
  await closeOwner()
})

it('keeps widgets about the order of events, answers them, and writes them as CSV', async () => {
  const workspace = await makeWorkspace()
  await addEvents(
    workspace,
    ['a', 'b'].map((eventType, day) => ({
      eventType,
      userId: 'p',
      createdAt: new Date(Date.UTC(2026, 2, 3 + day)),
    })),
  )
  const context = asking(await makeMember(workspace, 'manager'), {
    now: new Date('2026-04-10T12:00:00Z'),
  })
  const made = await call(
    dashboards.create,
    {
      name: 'People',
      widgets: [
        {
          question: { kind: 'event-funnel', steps: ['a', 'b'], window: 36, windowUnit: 'hours' },
          x: 0,
          ...place,
        },
        { question: { kind: 'retention', start: 'a', interval: 'month' }, x: 6, ...place },
      ],
    },
    { context },
  )
  const dashboard = made.id as string
  const { widgets } = await call(dashboards.answers, { dashboard, ...days }, { context })
  expect(widgets).toMatchObject([
    { answer: { kind: 'funnel', steps: [{ reached: 1 }, { reached: 1, medianDays: 1 }] } },
    { answer: { kind: 'cohort', of: 'people' } },
  ])
  const csv = async (at: number) => {
    const widget = made.widgets[at]?.id as string
    return (await call(dashboards.exportWidget, { dashboard, widget, ...days }, { context })).text()
  }
  expect(await csv(0)).toContain('b,1,100,0,1')
  expect(await csv(1)).toContain('2026-03-01,1,100,0')
})
