import { cn } from './cn'

type ProgressProps = {
  label: string
  value: number
  max: number
  /** The true count in words, such as "1,240 of 8,800 rows". */
  detail?: string
  className?: string
}

export function Progress({ label, value, max, detail, className }: ProgressProps) {
  const share = max > 0 ? Math.min(100, (value / max) * 100) : 0
  return (
    <div data-slot="progress" className={cn('flex flex-col gap-1.5', className)}>
      <div className="flex justify-between gap-4 text-sm">
        <span className="font-medium">{label}</span>
        {detail && <span className="text-muted tabular-nums">{detail}</span>}
      </div>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuenow={value}
        aria-valuemin={0}
        aria-valuemax={max}
        aria-valuetext={detail}
        className="h-1.5 overflow-hidden rounded-full bg-hover"
      >
        <div
          className="h-full rounded-full bg-accent transition-[width] duration-300"
          style={{ width: `${share}%` }}
        />
      </div>
    </div>
  )
}
