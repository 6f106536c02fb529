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
  expect(clientKeys({ clientEmail, website })).toEqual(keys)
})
