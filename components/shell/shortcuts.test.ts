import { expect, test } from 'vitest'
import { conflictOf, isSingleKey, keysOf, keysToChoose } from './shortcuts'

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

const commands = [
  { id: 'finish', label: 'Finish', keys: 'e' },
  { id: 'copy-1', label: 'Copy the name', keys: 'c 1' },
  { id: 'palette', label: 'Find a command', keys: 'mod+k' },
  { id: 'silent', label: 'Without a key' },
]

test.each([
  ['a free key', 'next', 'n', undefined],
  ['the same key', 'next', 'e', 'finish'],
  ['its own key', 'finish', 'e', undefined],
  ['the beginning of a sequence', 'next', 'c', 'copy-1'],
  ['with a modifier', 'next', 'mod+k', 'palette'],
])('what stands in the way of %s', (_, id, keys, expected) =>
  expect(conflictOf(commands, id, keys)?.id).toBe(expected),
)

test('keys that a person may choose', () => {
  const held = { metaKey: false, ctrlKey: false, altKey: false, shiftKey: false }
  expect(keysToChoose({ ...held, key: 'J' })).toBe('j')
  expect(keysToChoose({ ...held, key: 'J', shiftKey: true })).toBe('shift+j')
  for (const key of ['Shift', 'Tab', 'Enter', 'Escape', ' '])
    expect(keysToChoose({ ...held, key })).toBeNull()
})
