import fc from 'fast-check'
import { expect, it } from 'vitest'
import { diffLines } from './diff'

const text = fc
  .array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 })
  .map((l) => l.join('\n'))

it('holds both texts, line for line', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      const lines = diffLines(before, after)
      const of = (kind: string) =>
        lines
          .filter((line) => line.kind === 'same' || line.kind === kind)
          .map((line) => line.text)
          .join('\n')
      expect(of('removed')).toBe(before)
      expect(of('added')).toBe(after)
    }),
  )
})

it('keeps what stayed', () => {
  expect(diffLines('a\nb\nc', 'a\nx\nc').map(({ kind }) => kind)).toEqual([
    'same',
    'removed',
    'added',
    'same',
  ])
})

it('does not work itself to death on endless lines', () => {
  expect(diffLines('\n'.repeat(40_000), '\n'.repeat(40_001))).toHaveLength(80_003)
})
