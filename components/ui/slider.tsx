import type { CSSProperties } from 'react'

type SliderProps = {
  id: string
  label: string
  value: number
  /** The value in words, beside the label and read aloud. */
  shown: string
  min: number
  max: number
  step: number
  onChange: (value: number) => void
}

export function Slider({ id, label, value, shown, onChange, ...range }: SliderProps) {
  const fill = `${((value - range.min) / (range.max - range.min)) * 100}%`
  return (
    <div data-slot="slider" className="flex flex-col gap-2">
      <div className="flex items-baseline justify-between gap-4 text-sm">
        <label htmlFor={id} className="font-medium">
          {label}
        </label>
        <output htmlFor={id} className="tabular-nums">
          {shown}
        </output>
      </div>
      <input
        id={id}
        type="range"
        className="slider"
        style={{ '--fill': fill } as CSSProperties}
        value={value}
        aria-valuetext={shown}
        onChange={({ target }) => onChange(Number(target.value))}
        {...range}
      />
    </div>
  )
}
