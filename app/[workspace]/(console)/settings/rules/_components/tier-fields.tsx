import { TextField } from '@/components/form/text-field'
import { tierLabels, tiers } from '@/lib/partners/labels'
import type { Terms } from '@/lib/programme/schema'

export function TierFields({ tiers: rows }: { tiers: Terms['tiers'] }) {
  return (
    <div className="flex flex-col gap-4 sm:max-w-xl">
      {tiers.map((tier, i) => {
        const row = rows[i]
        return (
          <fieldset key={tier} className="grid grid-cols-3 gap-x-4">
            <legend className="mb-1.5 font-semibold text-sm">{tierLabels[tier]}</legend>
            <TextField
              name={`tiers.${i}.minDeals`}
              label="From deals"
              type="number"
              min={0}
              max={100_000}
              readOnly={i === 0}
              defaultValue={row?.minDeals ?? 0}
              className="tabular-nums"
            />
            <TextField
              name={`tiers.${i}.rate`}
              label="Rate in %"
              inputMode="decimal"
              autoComplete="off"
              defaultValue={row ? String(Number(row.rate)) : ''}
            />
            <TextField
              name={`tiers.${i}.holdDays`}
              label="Days held"
              type="number"
              min={0}
              max={90}
              defaultValue={row?.holdDays ?? 0}
              className="tabular-nums"
            />
          </fieldset>
        )
      })}
      <p className="text-muted text-xs">
        Money is held for refunds: it can be approved at once and is paid out after these days.
      </p>
    </div>
  )
}
