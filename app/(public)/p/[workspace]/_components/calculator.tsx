'use client'

import { useState } from 'react'
import { Slider } from '@/components/ui/slider'
import { commissionAmount } from '@/lib/commissions/amounts'
import { formatMoney } from '@/lib/money'
import { tierFor } from '@/lib/partners/rules'
import { type TierRow, tierLabels } from '@/lib/partners/schema'
import { tellVisit } from './visit'

type CalculatorProps = { slug: string; tiers: readonly TierRow[]; currency: string }

/** The first year on the real tier table: each deal at the rate that the deals before it have reached. */
function firstYear(tiers: readonly TierRow[], deals: number, value: number) {
  let total = 0
  for (let before = 0; before < deals; before++) {
    const row = tierFor(tiers, before)
    if (row) total += commissionAmount(value, row.rate)
  }
  return { total, tier: tierFor(tiers, deals)?.tier }
}

export function Calculator({ slug, tiers, currency }: CalculatorProps) {
  const [deals, setDeals] = useState(8)
  const [value, setValue] = useState(500_000)
  const { total, tier } = firstYear(tiers, deals, value)
  const estimating = (set: (value: number) => void) => (changed: number) => {
    set(changed)
    void tellVisit(slug, 'estimated')
  }
  return (
    <div className="flex flex-col gap-5 rounded-lg border bg-raised p-5 shadow-card">
      <h2 className="font-semibold text-lg">What would you earn?</h2>
      <Slider
        id="deals"
        label="Won deals in a year"
        value={deals}
        shown={String(deals)}
        min={1}
        max={60}
        step={1}
        onChange={estimating(setDeals)}
      />
      <Slider
        id="value"
        label="Value of a deal"
        value={value}
        shown={formatMoney(value, currency)}
        min={50_000}
        max={5_000_000}
        step={50_000}
        onChange={estimating(setValue)}
      />
      <div className="border-t pt-4" aria-live="polite">
        <p className="text-muted text-sm">In your first year</p>
        <p className="font-semibold text-3xl tabular-nums tracking-tight">
          {formatMoney(total, currency)}
        </p>
        {tier && <p className="text-muted text-sm">You end it as a {tierLabels[tier]} partner.</p>}
      </div>
    </div>
  )
}
