import { call } from '@orpc/server'
import { closeConnections } from '../lib/db/client'
import { plusDays } from '../lib/metrics/days'
import { metrics } from '../lib/metrics/procedures'
import type { Question } from '../lib/metrics/schema'
import { asking, type Figure, ms, percentile, pool, timed } from './measuring'

/** Questions about what people of a large workspace did, and in which order, as its admin asks them. */

const context = asking(JSON.parse(process.env.BENCH_WORKSPACE ?? '{}'))
const today = new Date().toISOString().slice(0, 10)
const lastDays = (days: number) => ({ from: plusDays(today, 1 - days), to: today })

async function median(name: string, question: Question, days: number): Promise<Figure> {
  const range = lastDays(days)
  const ask = () => call(metrics.ask, { question, range }, { context })
  await ask()
  const times: number[] = []
  for (let turn = 0; turn < 5; turn++) times.push(await timed(ask))
  const value = percentile(times, 0.5)
  return { name, value: ms(value), limit: '1 s', ok: value < 1000 }
}

const figures = [
  await median(
    'Three steps of people, 30 days',
    {
      kind: 'event-funnel',
      steps: ['page.viewed', 'form.sent', 'order.placed'],
      window: 7,
      windowUnit: 'days',
    },
    30,
  ),
  await median(
    'the same over 90 days, however long it takes',
    {
      kind: 'event-funnel',
      steps: ['page.viewed', 'form.sent', 'order.placed'],
      windowUnit: 'days',
    },
    90,
  ),
  await median(
    'People who came back to anything, 90 days by the week',
    { kind: 'retention', start: 'page.viewed', interval: 'week' },
    90,
  ),
  await median(
    'Events by type, 90 days',
    { kind: 'breakdown', metric: 'events', dimension: 'eventType', limit: 10 },
    90,
  ),
]
await Promise.all([pool.end(), closeConnections()])
process.stdout.write(`${JSON.stringify(figures)}\n`)
