import { expect, test } from 'vitest'
import { fillIn } from '@/lib/macros/rules'
import { copyKeys } from './copy-keys'
import { resultOf } from './result'

test('a form becomes what the door takes', () => {
  expect(
    resultOf('payment_processing', { outcome: 'paid', amount: '1.234,50 €', currency: 'eur ' }),
  ).toEqual({
    result: { type: 'payment_processing', outcome: 'paid', amount: 123_450, currency: 'EUR' },
  })
  expect(
    resultOf('phone_call', {
      outcome: 'call_again',
      until: '2030-03-31T10:30',
      spokeWith: ' Ida ',
    }),
  ).toEqual({
    result: {
      ...{ type: 'phone_call', outcome: 'call_again', spokeWith: 'Ida' },
      until: new Date('2030-03-31T10:30'),
    },
  })
})

test.each([
  ['nothing was chosen', 'captcha_solving', {}, ['outcome']],
  ['the outcome of another type', 'captcha_solving', { outcome: 'paid' }, ['outcome']],
  [
    'the address of a live listing is missing',
    'captcha_solving',
    { outcome: 'live' },
    ['listingUrl'],
  ],
  [
    'there is no currency',
    'payment_processing',
    { outcome: 'paid', amount: '3' },
    ['amount', 'currency'],
  ],
  ['the time is no time', 'phone_call', { outcome: 'call_again', until: 'soon' }, ['until']],
] as const)('says at the field that %s', (_, type, draft, fields) => {
  const built = resultOf(type, draft)
  expect('errors' in built && Object.keys(built.errors)).toEqual(fields)
})

test('every field has a key of its own, as far as keys go', () => {
  const keys = Array.from({ length: 35 }, (_, index) => copyKeys(index))
  expect(keys.slice(0, 10)).toContain('c a')
  expect(new Set(keys).size).toBe(35)
  expect(copyKeys(35)).toBeUndefined()
})

test('macros leave no gaps: what is not known stays as it was written', () => {
  expect(
    fillIn('{{ company }} at {{directory}}, {{nobody}}', { company: 'Oven', directory: null }),
  ).toBe('Oven at {{directory}}, {{nobody}}')
})
