import type { Interval, Unit } from '@/lib/metrics/schema'

/** What is drawn: columns of numbers over one axis. */

export type Series = {
  key: string
  label: string
  color: string
  /** A band takes pairs of numbers. */
  as: 'line' | 'bar' | 'band'
  dashed?: boolean
}

export type PlotRow = {
  /** At the axis, and in full. */
  label: string
  name: string
  href?: string | undefined
  values: Record<string, number | [number, number] | null>
}

export type PlotProps = {
  /** Says what is seen, for whoever does not see it. */
  title: string
  rows: readonly PlotRow[]
  series: readonly Series[]
  unit: Unit
  currency: string
  /** Rows that stand out, by index and series. */
  marks?: readonly { index: number; key: string }[]
}

export const colorOf = (index: number) => `var(--chart-${Math.min(index, 4) + 1})`
export const quietColor = 'var(--chart-quiet)'

/** What a bar or a line stands for, by where it begins. */
export const overWords: Record<Interval, string> = {
  day: 'by day',
  week: 'by week',
  month: 'by month',
}
