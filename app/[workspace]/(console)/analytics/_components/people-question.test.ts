import { expect, it } from 'vitest'
import { fieldOf, peopleQuestionOf } from './people-question'

it('leaves out steps that were left empty', () => {
  expect(
    peopleQuestionOf({
      kind: 'event-funnel',
      step1: 'a',
      step3: 'c',
      window: 7,
      windowUnit: 'days',
    }),
  ).toEqual({ kind: 'event-funnel', steps: ['a', 'c'], window: 7, windowUnit: 'days' })
  expect(peopleQuestionOf({ kind: 'retention', start: 'a', interval: 'week' })).toEqual({
    kind: 'retention',
    start: 'a',
    interval: 'week',
  })
})

it.each([
  ['question.steps', 'step2'],
  ['question.steps.1', 'step2'],
  ['question.window', 'window'],
  ['question.interval', 'interval'],
  ['dimension', 'dimension'],
])('shows what is wrong with %s at the field %s', (path, field) => {
  expect(fieldOf(path)).toBe(field)
})
