import { gridColumns, lastRow, type Place } from './schema'

/**
 * Where widgets stand: twelve columns, and as far up as they go. One arithmetic for the mouse, the
 * keyboard and the server.
 */

const smallest = 2
const tallest = 12

export const overlap = (a: Place, b: Place) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height

/** As people read: from the top, from the left. */
export const inReadingOrder = <P extends Place>(places: readonly P[]): P[] =>
  [...places].sort((a, b) => a.y - b.y || a.x - b.x)

/** Two widgets in one place, if there are any. */
export function collision<P extends Place>(places: readonly P[]): [P, P] | null {
  for (const [index, a] of places.entries())
    for (const b of places.slice(index + 1)) if (overlap(a, b)) return [a, b]
  return null
}

/** Lets each fall up onto those before it; `rank` decides between two that begin in one row. */
function settle<P extends Place>(places: readonly P[], rank: (place: P) => number): P[] {
  const filled = new Array<number>(gridColumns).fill(0)
  return [...places]
    .sort((a, b) => a.y - b.y || rank(a) - rank(b) || a.x - b.x)
    .map((place) => {
      const columns = filled.slice(place.x, place.x + place.width)
      const y = Math.min(Math.max(0, ...columns), lastRow)
      filled.fill(y + place.height, place.x, place.x + place.width)
      return { ...place, y }
    })
}

/** The same widgets without gaps above them. */
export const compact = <P extends Place>(places: readonly P[]): P[] => settle(places, () => 0)

const within = (value: number, least: number, most: number) =>
  Math.max(least, Math.min(most, Math.round(value)))

const replace = <P extends Place>(places: readonly P[], next: P) =>
  places.map((place) => (place.id === next.id ? next : place))

/** How much of `b` lies under `a`, from side to side. */
const covered = (a: Place, b: Place) =>
  (Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)) / b.width

/** Puts a widget elsewhere: beside one of its size in the same row they change places, others make room below. */
export function move<P extends Place>(
  places: readonly P[],
  id: string,
  to: { x: number; y: number },
): P[] {
  const moved = places.find((place) => place.id === id)
  if (!moved) return [...places]
  const target = {
    ...moved,
    x: within(to.x, 0, gridColumns - moved.width),
    y: within(to.y, 0, lastRow),
  }
  const under = places.filter((place) => place.id !== id && overlap(place, target))
  const [other] = under
  if (other && under.length === 1 && other.width === moved.width && other.height === moved.height) {
    if (other.y === moved.y && target.y === moved.y && covered(target, other) < 0.5)
      return [...places]
    const swapped = replace(replace(places, { ...moved, x: other.x, y: other.y }), {
      ...other,
      x: moved.x,
      y: moved.y,
    })
    if (!collision(swapped)) return compact(swapped)
  }
  // Going down, what stands in the row it comes to stays before it; going up, it goes before.
  const down = target.y > moved.y
  return settle(replace(places, target), (place) => ((place.id === id) === down ? 1 : 0))
}

export function resize<P extends Place>(
  places: readonly P[],
  id: string,
  to: { width: number; height: number },
): P[] {
  const found = places.find((place) => place.id === id)
  if (!found) return [...places]
  const next = {
    ...found,
    width: within(to.width, smallest, gridColumns - found.x),
    height: within(to.height, smallest, tallest),
  }
  return settle(replace(places, next), (place) => (place.id === id ? 0 : 1))
}

export type Step = 'left' | 'right' | 'up' | 'down'

const steps: Record<Step, [x: number, y: number]> = {
  left: [-1, 0],
  right: [1, 0],
  up: [0, -1],
  down: [0, 1],
}

const samePlaces = (a: readonly Place[], b: readonly Place[]) => {
  const others = new Map(b.map((place) => [place.id, place]))
  return a.every((place) => {
    const other = others.get(place.id)
    return other && other.x === place.x && other.y === place.y
  })
}

/** One step by the keyboard: as far as it takes until something changes; null at the edge. */
export function stepped<P extends Place>(places: readonly P[], id: string, step: Step): P[] | null {
  const from = places.find((place) => place.id === id)
  if (!from) return null
  const [x, y] = steps[step]
  const bottom = Math.max(...places.map((place) => place.y + place.height))
  const most = x === 0 ? (y < 0 ? from.y : bottom - from.y) : gridColumns
  for (let distance = 1; distance <= most; distance++) {
    const next = move(places, id, { x: from.x + x * distance, y: from.y + y * distance })
    if (!samePlaces(next, places)) return next
  }
  return null
}

/** Below everything, at the left. */
export const bottomOf = (places: readonly Place[]) =>
  Math.max(0, ...places.map(({ y, height }) => y + height))
