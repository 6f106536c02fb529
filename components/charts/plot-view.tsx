import {
  Area,
  Bar,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceDot,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts'
import { navigate } from '@/components/shell/navigation'
import { formatValue } from './format'
import type { PlotProps, Series } from './series'

type Drawn = Record<string, string | number | [number, number] | null>

const tick = { fill: 'var(--muted)', fontSize: 11 }

/** Nothing moves by itself: what is looked at stays where it is. */
const still = { isAnimationActive: false } as const

function draw({ key, label, color, as, dashed }: Series, stacked: boolean) {
  if (as === 'band')
    return (
      <Area
        key={key}
        dataKey={key}
        name={label}
        stroke="none"
        fill={color}
        fillOpacity={0.16}
        activeDot={false}
        {...still}
      />
    )
  if (as === 'bar')
    return (
      <Bar
        key={key}
        dataKey={key}
        name={label}
        fill={color}
        maxBarSize={28}
        {...(stacked
          ? { stackId: 'all' }
          : { radius: [2, 2, 0, 0] as [number, number, number, number] })}
        {...still}
      />
    )
  return (
    <Line
      key={key}
      dataKey={key}
      name={label}
      type="linear"
      stroke={color}
      strokeWidth={dashed ? 1.5 : 2}
      {...(dashed ? { strokeDasharray: '4 3' } : {})}
      dot={false}
      activeDot={{ r: 3.5, strokeWidth: 0 }}
      {...still}
    />
  )
}

/** Loaded when a chart comes onto the screen. */
export default function PlotView({ title, rows, series, unit, currency, marks = [] }: PlotProps) {
  const data = rows.map(({ label, values }, index): Drawn => ({ index, label, ...values }))
  const stacked = series.filter(({ as }) => as === 'bar').length > 1
  const words = (value: unknown) =>
    Array.isArray(value)
      ? value.map((end) => formatValue(end, unit, currency)).join(' – ')
      : formatValue(typeof value === 'number' ? value : null, unit, currency)
  return (
    <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 480, height: 200 }}>
      <ComposedChart
        data={data}
        margin={{ top: 8, right: 8, bottom: 0, left: 0 }}
        accessibilityLayer={false}
        role="img"
        title={title}
        barCategoryGap="20%"
        onClick={({ activeTooltipIndex }) => {
          const href = rows[Number(activeTooltipIndex)]?.href
          if (href) navigate(href)
        }}
        className={rows.some(({ href }) => href) ? 'cursor-pointer' : undefined}
      >
        <CartesianGrid vertical={false} stroke="var(--border)" />
        <XAxis
          dataKey="index"
          tickFormatter={(index) => rows[index]?.label ?? ''}
          tick={tick}
          tickLine={false}
          axisLine={{ stroke: 'var(--border-strong)' }}
          minTickGap={24}
          interval="preserveStartEnd"
        />
        <YAxis
          width="auto"
          tick={tick}
          tickLine={false}
          axisLine={false}
          tickCount={4}
          allowDecimals={unit !== 'count' && unit !== 'people'}
          tickFormatter={(value) => formatValue(value, unit, currency, { compact: true })}
        />
        <Tooltip
          {...still}
          cursor={{ stroke: 'var(--border-strong)', fill: 'var(--hover)', fillOpacity: 0.6 }}
          content={({ active, payload, label }) =>
            active && payload.length > 0 ? (
              <div className="rounded-md bg-raised px-2.5 py-2 text-xs shadow-popup">
                <p className="mb-1 text-muted">{rows[Number(label)]?.name}</p>
                {payload
                  .filter(({ value }) => value !== null && value !== undefined)
                  .map(({ dataKey, name, value }) => (
                    <p key={String(dataKey)} className="flex justify-between gap-4">
                      <span>{name}</span>
                      <span className="font-medium tabular-nums">{words(value)}</span>
                    </p>
                  ))}
              </div>
            ) : null
          }
        />
        {series.map((one) => draw(one, stacked))}
        {marks.map(({ index, key }) => {
          const y = rows[index]?.values[key]
          return typeof y === 'number' ? (
            <ReferenceDot
              key={index}
              x={index}
              y={y}
              r={5}
              fill="var(--raised)"
              stroke="var(--warning-mark)"
              strokeWidth={2}
            />
          ) : null
        })}
      </ComposedChart>
    </ResponsiveContainer>
  )
}
