import { formatMoney } from '../money'
import { formatDate } from '../time'
import type { Column } from './schema'

export type CellValue = string | number | null | undefined

const numbers = new Map<number, Intl.NumberFormat>()
const plain = (value: number, places: number) => {
  const found =
    numbers.get(places) ?? new Intl.NumberFormat('en-US', { maximumFractionDigits: places })
  numbers.set(places, found)
  return found.format(value)
}

const signed = (value: number, text: string) => (value > 0 ? `+${text}` : text)

/** A cell as people read it; what is not known is a dash. */
export function cellWords(value: CellValue, { type, role }: Column, currency: string): string {
  if (value === null || value === undefined) return '–'
  if (type === 'text') return String(value)
  if (type === 'date') return formatDate(`${value}T12:00:00Z`, 'UTC')
  const number = Number(value)
  switch (type) {
    case 'count':
      return plain(number, 0)
    case 'money':
      return formatMoney(Math.round(number), currency)
    case 'percent':
      return role === 'change' ? signed(number, `${plain(number, 1)}%`) : `${plain(number, 1)}%`
    case 'points':
      return signed(number, `${plain(number, 1)} points`)
    case 'days':
      return `${plain(number, 1)} d`
    case 'minutes':
      return `${plain(number, 1)} min`
    default:
      return plain(number, 2)
  }
}

export const isNumber = ({ type }: Column) => type !== 'text' && type !== 'date'
