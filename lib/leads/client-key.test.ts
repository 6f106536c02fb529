import { expect, test } from 'vitest'
import { clientKeys } from './client-key'

test.each([
  ['Ada+spring@Example.com', undefined, ['email:ada@example.com', 'domain:example.com']],
  ['a.d.a@gmail.com', undefined, ['email:ada@gmail.com']],
  ['ada@googlemail.com', undefined, ['email:ada@gmail.com']],
  ['ada@mail.example.co.uk', undefined, ['email:ada@mail.example.co.uk', 'domain:example.co.uk']],
  [undefined, 'https://www.example.com/shop?x=1', ['domain:example.com']],
  ['ada@outlook.com', 'https://example.com', ['email:ada@outlook.com', 'domain:example.com']],
  ['ada@example.com', 'https://shop.example.com', ['email:ada@example.com', 'domain:example.com']],
  [undefined, 'https://facebook.com/ada', []],
  [undefined, undefined, []],
])('%s and %s', (clientEmail, website, keys) => {
  expect(clientKeys({ clientEmail, website }, null)).toEqual(keys)
})

test.each([
  ['+49 (0)30 901820', null, ['phone:+4930901820']],
  ['0049 30 90 18 20', 'DE', ['phone:+4930901820']],
  ['030/901820', 'DE', ['phone:+4930901820']],
  ['(212) 555-0123 ext. 7', 'US', ['phone:+12125550123']],
  ['030/901820', null, []],
  ['12345', 'DE', []],
  ['+1 555', 'US', []],
])('the phone %s read in %s', (clientPhone, country, keys) => {
  expect(clientKeys({ clientPhone }, country)).toEqual(keys)
})
