/** HyperLogLog with 2^12 registers, as person_rank() of 98-people-sketches.sql fills them. */

const registers = 4096
/** Bits of a hash behind those that choose the register. */
const rankBits = 52

/** Standard error of an estimate, relative to the count. */
export const sketchError = 1.04 / Math.sqrt(registers)

/** The union: the higher of each register. */
export function mergeSketches(sketches: Iterable<Uint8Array>): Uint8Array {
  const merged = new Uint8Array(registers)
  for (const sketch of sketches)
    for (let at = 0; at < registers; at++) {
      const rank = sketch[at] as number
      if (rank > (merged[at] as number)) merged[at] = rank
    }
  return merged
}

/** Sum of x^(2^k)·2^(k-1): what empty registers add. */
function sigma(share: number): number {
  if (share === 1) return Number.POSITIVE_INFINITY
  let [power, weight, sum] = [share, 1, share]
  for (let before = -1; sum !== before; ) {
    power *= power
    before = sum
    sum += power * weight
    weight += weight
  }
  return sum
}

/** What full registers take away. */
function tau(share: number): number {
  if (share === 0 || share === 1) return 0
  let [root, weight, sum] = [share, 1, 1 - share]
  for (let before = -1; sum !== before; ) {
    root = Math.sqrt(root)
    before = sum
    weight *= 0.5
    sum -= (1 - root) ** 2 * weight
  }
  return sum / 3
}

/** Ertl's estimator (arXiv 1702.01284, section 4): without bias from none to billions, and without tables. */
export function estimate(sketch: Uint8Array): number {
  const ranks = new Array<number>(rankBits + 2).fill(0)
  for (const rank of sketch) ranks[rank] = (ranks[rank] as number) + 1
  let sum = registers * tau(1 - (ranks[rankBits + 1] as number) / registers)
  for (let rank = rankBits; rank >= 1; rank--) sum = 0.5 * (sum + (ranks[rank] as number))
  sum += registers * sigma((ranks[0] as number) / registers)
  return Math.round(registers ** 2 / (2 * Math.LN2) / sum)
}
