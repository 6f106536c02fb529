'use client'

import { Kbd } from '@/components/ui/kbd'
import { scoreLabels, scores } from '@/lib/quality/labels'

type ScorePickerProps = {
  value: number | null
  onChange: (score: number) => void
  error?: string | undefined
}

/** One to five, by click or by the number. */
export function ScorePicker({ value, onChange, error }: ScorePickerProps) {
  return (
    <fieldset className="flex min-w-0 flex-col gap-1.5" aria-describedby={error && 'score-error'}>
      <legend className="mb-1.5 font-medium text-sm">Score</legend>
      <div className="grid grid-cols-5 gap-1.5">
        {scores.map((score) => (
          <label
            key={score}
            className="relative flex cursor-pointer flex-col items-center gap-0.5 rounded-md border border-border-strong px-1 py-2 text-center hover:bg-hover has-checked:border-accent has-checked:bg-accent-tint has-focus-visible:outline-2 has-focus-visible:outline-ring"
          >
            <input
              type="radio"
              name="score"
              value={score}
              checked={value === score}
              onChange={() => onChange(score)}
              className="sr-only"
            />
            <Kbd keys={String(score)} />
            <span className="text-xs max-sm:text-[0.6875rem]">{scoreLabels[score]}</span>
          </label>
        ))}
      </div>
      {error && (
        <p id="score-error" className="text-danger text-xs">
          {error}
        </p>
      )}
    </fieldset>
  )
}
