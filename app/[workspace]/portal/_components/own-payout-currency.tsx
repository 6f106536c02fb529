'use client'

import { PayoutCurrencyForm } from '../../_components/payout-currency-form'
import { changePayoutCurrency } from '../actions'

type OwnPayoutCurrencyProps = { slug: string; current: string | null; currency: string }

export const OwnPayoutCurrency = ({ slug, ...choice }: OwnPayoutCurrencyProps) => (
  <PayoutCurrencyForm {...choice} save={(values) => changePayoutCurrency(slug, values)} />
)
