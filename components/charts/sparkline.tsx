type SparklineProps = { values: readonly (number | null)[]; className?: string }

const [width, height, edge] = [120, 32, 2]

/** The course of a figure at a glance; decorative, as its numbers stand in the table. */
export function Sparkline({ values, className }: SparklineProps) {
  const known = values.filter((value) => value !== null)
  if (known.length < 2 || new Set(known).size < 2) return null
  const [low, high] = [Math.min(0, ...known), Math.max(0, ...known)]
  const at = (value: number, index: number) =>
    `${((index / (values.length - 1)) * width).toFixed(1)} ${(
      edge + (1 - (value - low) / (high - low)) * (height - 2 * edge)
    ).toFixed(1)}`
  const points = values.flatMap((value, index) => (value === null ? [] : [at(value, index)]))
  const [first] = (points[0] ?? '0').split(' ')
  const [last] = (points.at(-1) ?? '0').split(' ')
  return (
    <svg
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      aria-hidden="true"
      className={className}
    >
      <path
        d={`M${first} ${height}L${points.join('L')}L${last} ${height}Z`}
        fill="var(--chart-fill)"
      />
      <path
        d={`M${points.join('L')}`}
        fill="none"
        stroke="var(--chart-1)"
        strokeWidth="1.5"
        strokeLinejoin="round"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  )
}
