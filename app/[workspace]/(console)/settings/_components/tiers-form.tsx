'use client'

import { useRouter } from 'next/navigation'
import { ActionForm } from '@/components/form/action-form'
import type { FormValues } from '@/components/form/form-values'
import { SubmitButton } from '@/components/form/submit-button'
import { TextField } from '@/components/form/text-field'
import { toast } from '@/components/ui/toast'
import { tierLabels, tiers } from '@/lib/partners/schema'
import type { TierTable } from '@/lib/workspaces/schema'
import { saveTiers } from '../actions'

/** Field names are the paths by which the procedure says what is wrong. */
const input = (version: number, values: FormValues) => ({
  version,
  tiers: tiers.map((tier, i) => ({
    tier,
    minDeals: values[`tiers.${i}.minDeals`] ?? 0,
    rate: String(values[`tiers.${i}.rate`] ?? '').replace(',', '.'),
  })),
})

export function TiersForm({ slug, table }: { slug: string; table: TierTable }) {
  const router = useRouter()
  return (
    <ActionForm
      action={(values) => saveTiers(slug, input(table.version, values))}
      onSuccess={() => {
        toast('The new tiers are in force', { tone: 'success' })
        router.refresh()
      }}
    >
      {tiers.map((tier, i) => {
        const row = table.tiers[i]
        return (
          <fieldset key={tier} className="grid grid-cols-2 gap-4 sm:max-w-md">
            <legend className="mb-1.5 font-semibold text-sm">{tierLabels[tier]}</legend>
            <TextField
              name={`tiers.${i}.minDeals`}
              label="From won deals"
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
          </fieldset>
        )
      })}
      <div>
        <SubmitButton>Put into force</SubmitButton>
      </div>
    </ActionForm>
  )
}
