import { expect, it } from 'vitest'
import { namedBy } from './notice'

it.each([
  ['w1', 'w1'],
  ['w1 api', 'w1'],
  ['w1 chrome_extension,manual', 'w1'],
  ['w1 chrome_extension', undefined],
  ['w1 chrome_extension,headless_browser', undefined],
])('of %j a worker for api and manual hears %j', (payload, heard) => {
  expect(namedBy(payload, ['api', 'manual'])).toBe(heard)
})
