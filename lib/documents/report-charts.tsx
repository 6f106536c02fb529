import { G, Line, Rect, Svg, Text, View } from '@react-pdf/renderer'
import { cellWords } from '../reports/cells'
import type { Column, DataRow, ReportData } from '../reports/schema'

/** Bars of a report, told apart by light and dark alone, so that a printer without colours shows them too. */

const ink = { now: '#30343f', before: '#b9bdc8', line: '#d6d8de', words: '#5c5f66' }
const mostCharts = 4
const mostBars = 12

type Bar = { label: string; now: number; before: number | null }
type Chart = { column: Column; bars: Bar[]; compared: boolean }

const numberOf = (row: DataRow, key: string) => {
  const value = row[key]
  return typeof value === 'number' ? value : null
}

const barOf = (row: DataRow, label: string, { key }: Column): Bar => ({
  label,
  now: numberOf(row, key) ?? 0,
  before: numberOf(row, `${key}_before`),
})

/** By time where there is time, otherwise the largest keys. */
export function chartsOf(data: ReportData): Chart[] {
  const { columns, sections, currency } = data
  const day = columns.find(({ role }) => role === 'interval')
  const group = columns.find(({ role }) => role === 'group')
  const rows =
    day && group
      ? sections.flatMap(({ totals }) => (totals ? [totals] : []))
      : (sections[0]?.rows ?? [])
  const by = day ?? group
  if (!by || rows.length < 2) return []
  return columns
    .filter(({ role }) => role === 'value')
    .slice(0, mostCharts)
    .map((column) => ({
      column,
      compared: data.compared !== null,
      bars: (day ? rows : rows.slice(0, mostBars)).map((row) =>
        barOf(row, cellWords(row[by.key], by, currency), column),
      ),
    }))
    .filter(({ bars }) => bars.some(({ now, before }) => now !== 0 || (before ?? 0) !== 0))
}

const width = 240
const height = 110
const plot = { top: 14, bottom: 92 }

function Columns({ chart, currency }: { chart: Chart; currency: string }) {
  const { bars, column, compared } = chart
  const values = bars.flatMap(({ now, before }) => [now, before ?? 0])
  const [least, most] = [Math.min(0, ...values), Math.max(0, ...values)]
  const span = most - least || 1
  const y = (value: number) => plot.bottom - ((value - least) / span) * (plot.bottom - plot.top)
  const step = width / bars.length
  const gap = Math.min(4, step * 0.2)
  const thick = compared ? (step - gap) / 2 : step - gap
  const rect = (value: number, x: number, fill: string, key: string) => (
    <Rect
      key={key}
      x={x}
      y={Math.min(y(value), y(0))}
      width={Math.max(0.4, thick)}
      height={Math.abs(y(value) - y(0))}
      fill={fill}
    />
  )
  return (
    <Svg width={width} height={height} viewBox={`0 0 ${width} ${height}`}>
      <Text x={0} y={8} style={{ fontSize: 7, fontFamily: 'DejaVu' }} fill={ink.words}>
        {`up to ${cellWords(most, column, currency)}`}
      </Text>
      {bars.map((bar, at) => {
        const x = at * step + gap / 2
        return (
          <G key={at}>
            {compared && rect(bar.before ?? 0, x, ink.before, 'before')}
            {rect(bar.now, compared ? x + thick : x, ink.now, 'now')}
          </G>
        )
      })}
      <Line x1={0} x2={width} y1={y(0)} y2={y(0)} stroke={ink.line} strokeWidth={0.75} />
      <Text x={0} y={104} style={{ fontSize: 7, fontFamily: 'DejaVu' }} fill={ink.words}>
        {bars[0]?.label ?? ''}
      </Text>
      <Text
        x={width}
        y={104}
        textAnchor="end"
        style={{ fontSize: 7, fontFamily: 'DejaVu' }}
        fill={ink.words}
      >
        {bars.at(-1)?.label ?? ''}
      </Text>
    </Svg>
  )
}

function Bars({ chart, currency }: { chart: Chart; currency: string }) {
  const { bars, column } = chart
  const most = Math.max(...bars.map(({ now }) => Math.abs(now)), 1)
  return (
    <View style={{ width }}>
      {bars.map(({ label, now }, at) => (
        <View key={at} style={{ flexDirection: 'row', alignItems: 'center', height: 11 }}>
          <Text style={{ width: 84, fontSize: 7, maxLines: 1, textOverflow: 'ellipsis' }}>
            {label}
          </Text>
          <View style={{ flex: 1 }}>
            <View
              style={{
                height: 6,
                width: `${(Math.abs(now) / most) * 100}%`,
                backgroundColor: now < 0 ? ink.before : ink.now,
              }}
            />
          </View>
          <Text style={{ width: 62, fontSize: 7, textAlign: 'right' }}>
            {cellWords(now, column, currency)}
          </Text>
        </View>
      ))}
    </View>
  )
}

export function Charts({ data }: { data: ReportData }) {
  const charts = chartsOf(data)
  if (charts.length === 0) return null
  const byTime = data.columns.some(({ role }) => role === 'interval')
  return (
    <View style={{ flexDirection: 'row', flexWrap: 'wrap', gap: 16, marginBottom: 16 }}>
      {charts.map((chart) => (
        <View key={chart.column.key} wrap={false}>
          <Text style={{ fontSize: 9, fontWeight: 700, marginBottom: 4 }}>
            {chart.column.label}
          </Text>
          {byTime ? (
            <Columns chart={chart} currency={data.currency} />
          ) : (
            <Bars chart={chart} currency={data.currency} />
          )}
          {byTime && chart.compared && (
            <Text style={{ fontSize: 7, color: ink.words }}>
              Dark: this period. Light: the period before.
            </Text>
          )}
        </View>
      ))}
    </View>
  )
}
