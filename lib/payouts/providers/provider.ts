import type { PayoutDetails } from '../../partners/schema'

/** What a provider is asked to pay. */
export type Transfer = {
  workspaceId: string
  payoutId: string
  /** Minor units. */
  amount: number
  currency: string
  to: PayoutDetails
}

/** What a provider says became of a transfer; `at` is its own time of that state. */
export type Answer =
  | { status: 'accepted' | 'paid'; reference: string; at: Date }
  | { status: 'failed'; error: string; reference?: string; at: Date }

/**
 * A company that moves money. It knows a transfer by its idempotency key and pays each key once. A
 * key whose transfer has failed may be sent again, and is then tried anew.
 */
export type PayoutProvider = {
  /** Throws when nothing is known afterwards, as after a timeout: the money may have moved. */
  send(transfer: Transfer, key: string, signal: AbortSignal): Promise<Answer>
  /** Null when the provider has never seen the key. */
  find(workspaceId: string, key: string, signal: AbortSignal): Promise<Answer | null>
}
