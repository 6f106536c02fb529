/** How money can leave. Stripe and PayPal will stand here as well. */
export const payoutProviders = ['by_hand', 'bank_file', 'sandbox'] as const
export type ProviderName = (typeof payoutProviders)[number]
export const providerLabels: Record<ProviderName, string> = {
  by_hand: 'By hand',
  bank_file: 'Bank file',
  sandbox: 'Sandbox',
}

export const transferStatuses = ['sending', 'accepted', 'paid', 'failed', 'unknown'] as const
export type TransferStatus = (typeof transferStatuses)[number]
export const transferStatusLabels: Record<TransferStatus, string> = {
  sending: 'Being sent',
  accepted: 'On its way',
  paid: 'Paid',
  failed: 'Failed',
  unknown: 'Not confirmed',
}
