import { expect, it } from 'vitest'
import { commonOutcomes, fillIn, unknownVariables } from './rules'

it('fills in what is known and leaves the rest as it was written', () => {
  expect(fillIn('{{ company }} by {{me}}, {{when}}', { company: 'Aal', me: '' })).toBe(
    'Aal by {{me}}, {{when}}',
  )
  expect(unknownVariables('{{company}} {{when}} {{ when }} {{x}}')).toEqual(['when', 'x'])
})

it('offers the outcomes that all the types have', () => {
  expect(commonOutcomes([])).toEqual([])
  const one = commonOutcomes(['sms_verification']).map(({ value }) => value)
  expect(one).toEqual(['entered', 'received', 'no_code'])
  const both = commonOutcomes(['sms_verification', 'email_verification'])
  expect(both.map(({ value }) => value)).toEqual(['received', 'no_code'])
  expect(both[0]?.fields.map(({ name }) => name)).toEqual(['code'])
})
