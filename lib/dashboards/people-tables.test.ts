import { expect, it } from 'vitest'
import type { Answer } from '../metrics/answer-schema'
import type { Question } from '../metrics/schema'
import { asTable } from './as-table'

const range = { from: '2026-03-02', to: '2026-03-08' }
const about = {
  title: 'T',
  definition: 'D',
  asOf: new Date(),
  timezone: 'UTC',
  currency: 'EUR',
  notes: [],
  filters: [],
}
const tableOf = (question: Question, answer: Answer) => {
  const { columns, rows } = asTable({ question, range }, answer)
  return [
    columns.map(({ header }) => header),
    ...rows.map((cells) => cells.map(({ value }) => value)),
  ]
}

it('writes steps of people as a table, with the margin of an estimate', () => {
  const question: Question = { kind: 'event-funnel', steps: ['a', 'b'], windowUnit: 'days' }
  const steps = [
    { key: '1 a', label: 'a', reached: 320, open: 0, medianDays: null },
    { key: '2 b', label: 'b', reached: 80, open: 16, medianDays: 2 },
  ]
  const header = ['Step', 'Reached', 'Of the step before', 'May still', 'Median days']
  expect(tableOf(question, { kind: 'funnel', ...about, steps })).toEqual([
    header,
    ['a', 320, null, null, null],
    ['b', 80, 25, 16, 2],
  ])
  const estimated = steps.map((step) => ({ ...step, margin: 99 }))
  expect(tableOf(question, { kind: 'funnel', ...about, steps: estimated })).toEqual([
    [...header, '± of reached (95 %)'],
    ['a', 320, null, null, null, 99],
    ['b', 80, 25, 16, 2, 99],
  ])
})

it('opens the people of a step by its number, for the days and window of the question', () => {
  const steps = ['a', 'a', 'b']
  const question: Question = { kind: 'event-funnel', steps, window: 36, windowUnit: 'hours' }
  const found = steps.map((type, at) => ({
    key: `${at + 1} ${type}`,
    label: type,
    reached: 9,
    open: 1,
    medianDays: null,
  }))
  const { rows } = asTable({ question, range }, { kind: 'funnel', ...about, steps: found })
  const walk = { steps, window: 36, windowUnit: 'hours' }
  expect(rows[2]?.[1]?.drill).toEqual({ rows: { ...walk, step: '3', reach: 'reached' }, range })
  expect(rows[1]?.[3]?.drill).toEqual({ rows: { ...walk, step: '2', reach: 'open' }, range })
  expect(rows[0]?.[3]?.drill).toBeUndefined()
})

it('writes people who came back as a table, and opens those of each cell', () => {
  const answer: Answer = {
    kind: 'cohort',
    ...about,
    measure: 'back',
    unit: 'percent',
    of: 'people',
    interval: 'week',
    cohorts: [
      {
        month: '2026-03-02',
        size: 4,
        cells: [{ value: 50, complete: true }, { value: 25, complete: false }, null],
      },
    ],
  }
  const question: Question = { kind: 'retention', start: 'a' }
  expect(tableOf(question, answer)).toEqual([
    // Nobody has lived through the third week yet.
    ['Week of', 'People', 'Week 0', 'Week 1'],
    ['2026-03-02', 4, 50, 25],
  ])
  const { rows } = asTable({ question, range }, answer)
  const cohort = { start: 'a', back: undefined, interval: 'week', period: '2026-03-02' }
  expect(rows[0]?.map(({ drill }) => drill)).toEqual([
    undefined,
    { rows: { ...cohort, later: undefined }, range },
    { rows: { ...cohort, later: 0 }, range },
    { rows: { ...cohort, later: 1 }, range },
  ])
})
