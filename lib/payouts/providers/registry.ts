import type { PayoutProvider } from './provider'
import { sandbox } from './sandbox'

/** Providers that are called, a payout at a time. A bank file and a payment by hand call nobody. */
const called: Record<string, PayoutProvider> = { sandbox }

export const providerOf = (name: string): PayoutProvider | undefined => called[name]
