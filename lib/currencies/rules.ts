import { currencyDecimals } from '../money'
import type { Rate } from './schema'

/** Days for which a rate counts after its own: weekends and holidays have none. rate_of() knows it too. */
export const maxRateAge = 10

type Exact = { digits: bigint; scale: number }

const exact = (text: string): Exact => {
  const found = /^(\d+)(?:\.(\d+))?$/.exec(text)
  if (!found) throw new RangeError(`not a rate: ${text}`)
  const [, whole = '', fraction = ''] = found
  return { digits: BigInt(whole + fraction), scale: fraction.length }
}

const power = (places: number) => 10n ** BigInt(places)

/** Half away from zero; the divisor is positive. */
const divide = (value: bigint, by: bigint) =>
  value < 0n ? -((-value * 2n + by) / (2n * by)) : (value * 2n + by) / (2n * by)

/**
 * Minor units of one currency as minor units of another: amount × rate, half away from zero, exact
 * whatever the size. convert_money() computes the same in the database.
 */
export function convertMinor(
  minor: number | bigint,
  rate: string,
  from: string,
  to: string,
): bigint {
  const { digits, scale } = exact(rate)
  const shift = currencyDecimals(to) - currencyDecimals(from) - scale
  const product = BigInt(minor) * digits
  return shift >= 0 ? product * power(shift) : divide(product, power(-shift))
}

/**
 * The rate between two currencies of which each is given in units per euro: ten significant digits,
 * as cross_rate() computes it.
 */
export function crossRate(from: string, to: string): string {
  const [a, b] = [exact(from), exact(to)]
  const numerator = b.digits * power(a.scale)
  const denominator = a.digits * power(b.scale)
  // One more digit than the difference of lengths says, at most: the rounding drops it again.
  let places = 10 - (String(numerator).length - String(denominator).length)
  const scaled = (n: number) =>
    n >= 0 ? divide(numerator * power(n), denominator) : divide(numerator, denominator * power(-n))
  const exceeds = (n: number) =>
    n >= 0
      ? numerator * power(n) >= denominator * power(10)
      : numerator >= denominator * power(10 - n)
  if (exceeds(places)) places--
  return decimalText(scaled(places), places)
}

/** digits × 10^-places, without zeros that say nothing. */
function decimalText(digits: bigint, places: number): string {
  if (places <= 0) return String(digits * power(-places))
  const text = String(digits).padStart(places + 1, '0')
  return `${text.slice(0, -places)}.${text.slice(-places)}`.replace(/\.?0+$/, '')
}

type Sum = { currency: string; amount: number }

/**
 * What sums of several currencies are worth together, each converted by itself. `on` is the day of
 * the oldest rate in it, null when none was needed; `missing` are the currencies that are not in it.
 */
export function totalIn(sums: readonly Sum[], to: string, rates: readonly Rate[]) {
  let amount = 0n
  let on: string | null = null
  const missing: string[] = []
  for (const sum of sums) {
    if (sum.amount === 0) continue
    if (sum.currency === to) {
      amount += BigInt(sum.amount)
      continue
    }
    const rate = rates.find(({ from }) => from === sum.currency)
    if (!rate) {
      if (!missing.includes(sum.currency)) missing.push(sum.currency)
      continue
    }
    amount += convertMinor(sum.amount, rate.rate, sum.currency, to)
    if (on === null || rate.on < on) on = rate.on
  }
  return { amount: Number(amount), on, missing }
}
