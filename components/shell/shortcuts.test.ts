import { expect, test } from 'vitest'
import { isSingleKey, keysOf } from './shortcuts'

const press = (key: string, held: Partial<Parameters<typeof keysOf>[0]> = {}) =>
  keysOf({ key, metaKey: false, ctrlKey: false, altKey: false, shiftKey: false, ...held })

test.each([
  [press('a'), 'a'],
  [press('K', { metaKey: true, shiftKey: true }), 'mod+shift+k'],
  [press('k', { ctrlKey: true }), 'mod+k'],
  [press('E', { shiftKey: true }), 'shift+e'],
  [press('?', { shiftKey: true }), '?'],
  [press('?'), '?'],
  [press('ArrowLeft'), 'arrowleft'],
  [press('Tab', { shiftKey: true }), 'shift+tab'],
])('%s', (keys, expected) => expect(keys).toBe(expected))

test('which keys can be switched off', () => {
  expect(['a', 'shift+e', 'g l', '?', '/'].filter(isSingleKey)).toHaveLength(5)
  expect(['mod+k', 'arrowleft', 'alt+a', 'escape'].filter(isSingleKey)).toEqual([])
})
