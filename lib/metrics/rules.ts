import { formatMoney } from '../money'
import type { Unit } from './schema'

const rounded = (value: number, digits: number) =>
  value.toLocaleString('en-US', { maximumFractionDigits: digits })

/** A figure in words: "12", "1,234.50 USD" in its style, "37.5 %", "3.2 days"; a dash where there is none. */
export function figureWords(
  value: number | null,
  unit: Unit,
  currency: string,
  { compact = false } = {},
): string {
  if (value === null) return '–'
  switch (unit) {
    case 'money':
      return formatMoney(Math.round(value), currency, { compact })
    case 'percent':
      return `${rounded(value, 1)} %`
    case 'days':
      return `${rounded(value, 1)} ${value === 1 ? 'day' : 'days'}`
    case 'minutes':
      return `${rounded(value, 1)} min`
    case 'score':
      return rounded(value, 2)
    default:
      return rounded(value, 0)
  }
}

/** What is said where an estimate is shown. */
export const errorWords = (error: number) =>
  `Estimated (HyperLogLog): two of three times within ${(100 * error).toFixed(1)} %, nearly always within ${(300 * error).toFixed(1)} %.`
