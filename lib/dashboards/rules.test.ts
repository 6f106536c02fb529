import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  collision,
  compact,
  inReadingOrder,
  move,
  overlap,
  resize,
  type Step,
  stepped,
} from './rules'
import { gridColumns, type Place } from './schema'

const place = (id: string, x: number, y: number, width = 3, height = 2): Place => ({
  id,
  x,
  y,
  width,
  height,
})
const where = (places: readonly Place[] | null, id: string) => {
  const found = places?.find((one) => one.id === id)
  return found && [found.x, found.y]
}

/** Four figures in a row, a wide and a narrow one below. */
const usual = [
  place('a', 0, 0),
  place('b', 3, 0),
  place('c', 6, 0),
  place('d', 9, 0),
  place('e', 0, 2, 8, 4),
  place('f', 8, 2, 4, 4),
]

it('changes places with a neighbour of the same size', () => {
  const moved = stepped(usual, 'a', 'right')
  expect(where(moved, 'a')).toEqual([3, 0])
  expect(where(moved, 'b')).toEqual([0, 0])
  expect(where(moved, 'c')).toEqual([6, 0])
})

it('goes past what stands below and above', () => {
  const down = stepped(usual, 'e', 'up')
  expect(where(down, 'e')).toEqual([0, 0])
  expect(where(down, 'a')?.[1]).toBe(4)
  const two = [place('a', 0, 0, 12), place('b', 0, 2, 12)]
  expect(where(stepped(two, 'a', 'down'), 'a')).toEqual([0, 2])
  expect(where(stepped(two, 'b', 'up'), 'b')).toEqual([0, 0])
})

it('says where there is no further', () => {
  expect(stepped(usual, 'a', 'left')).toBeNull()
  expect(stepped(usual, 'a', 'up')).toBeNull()
  expect(stepped([place('a', 0, 0)], 'a', 'down')).toBeNull()
})

it('makes room for one that grows, and closes the gap of one that shrinks', () => {
  const wide = resize(usual, 'a', { width: 5, height: 2 })
  expect(collision(wide)).toBeNull()
  expect(where(wide, 'a')).toEqual([0, 0])
  expect(where(wide, 'b')?.[1]).toBeGreaterThan(0)
  expect(where(compact(usual.filter(({ id }) => id !== 'a' && id !== 'b')), 'e')).toEqual([0, 2])
  expect(where(compact([place('a', 0, 4)]), 'a')).toEqual([0, 0])
})

const anyPlaces = fc
  .array(
    fc.record({
      x: fc.nat(gridColumns - 2),
      y: fc.nat(40),
      width: fc.integer({ min: 2, max: 12 }),
      height: fc.integer({ min: 2, max: 8 }),
    }),
    { minLength: 1, maxLength: 20 },
  )
  .map((all) =>
    compact(
      all.map((one, index) => ({
        ...one,
        id: String(index),
        width: Math.min(one.width, gridColumns - one.x),
      })),
    ),
  )

it('never lets two stand in one place, whatever is moved where', () => {
  fc.assert(
    fc.property(
      anyPlaces,
      fc.array(
        fc.record({
          which: fc.nat(30),
          x: fc.integer({ min: -3, max: 15 }),
          y: fc.integer({ min: -3, max: 60 }),
          grows: fc.boolean(),
          step: fc.constantFrom<Step | undefined>('left', 'right', 'up', 'down', undefined),
        }),
        { maxLength: 12 },
      ),
      (start, acts) => {
        expect(collision(start)).toBeNull()
        let places = start
        for (const { which, x, y, grows, step } of acts) {
          const id = String(which % places.length)
          places = step
            ? (stepped(places, id, step) ?? places)
            : grows
              ? resize(places, id, { width: x, height: y })
              : move(places, id, { x, y })
          expect(collision(places)).toBeNull()
          expect(places).toHaveLength(start.length)
          for (const one of places) {
            expect(one.x).toBeGreaterThanOrEqual(0)
            expect(one.x + one.width).toBeLessThanOrEqual(gridColumns)
            // Nothing hangs in the air.
            expect(
              one.y === 0 ||
                places.some(
                  (other) => other.id !== one.id && overlap({ ...one, y: one.y - 1 }, other),
                ),
            ).toBe(true)
          }
        }
      },
    ),
    { numRuns: 300 },
  )
})

it('reads from the top and from the left', () => {
  expect(inReadingOrder([...usual].reverse()).map(({ id }) => id)).toEqual([
    'a',
    'b',
    'c',
    'd',
    'e',
    'f',
  ])
})
