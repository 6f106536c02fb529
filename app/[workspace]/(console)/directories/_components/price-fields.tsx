'use client'

import { useState } from 'react'
import { MoneyField } from '@/components/form/money-field'
import type { Directory } from '@/lib/directories/schema'

/** A price is of the workspace's currency unless it has one; the two are sent together. */
export function PriceFields(props: { directory: Directory | undefined; currency: string }) {
  const { directory } = props
  const currency = directory?.priceCurrency ?? props.currency
  const [priced, setPriced] = useState((directory?.priceCents ?? null) !== null)
  return (
    <div>
      <MoneyField
        name="priceCents"
        label="Price of a listing"
        optional
        currency={currency}
        defaultValue={directory?.priceCents ?? null}
        onAmountChange={(minor) => setPriced(minor !== null)}
      />
      <input type="hidden" name="priceCurrency" value={priced ? currency : ''} />
    </div>
  )
}
