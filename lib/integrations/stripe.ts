import type Stripe from 'stripe'
import { env } from '../env'
import { AppError } from '../errors'

/** Whether subscriptions come from Stripe in this installation. */
export const stripeConnected = () => env.stripeSecretKey !== undefined

/** The SDK; it is large, so it is loaded when it is first needed. */
export async function openStripe(): Promise<Stripe> {
  const key = env.stripeSecretKey
  if (!key)
    throw new AppError(
      'conflict',
      'Stripe is not connected here. An owner or admin sets the subscription by hand.',
    )
  const { default: Client } = await import('stripe')
  return new Client(key, {
    ...env.stripeApi,
    maxNetworkRetries: 2,
    timeout: 10_000,
    telemetry: false,
  })
}

/** Calls Stripe for somebody who waits: what goes wrong there is told in words. */
export async function askStripe<T>(call: (stripe: Stripe) => Promise<T>): Promise<T> {
  const stripe = await openStripe()
  try {
    return await call(stripe)
  } catch (error) {
    const { type, statusCode } = error as { type?: string; statusCode?: number }
    if (type === 'StripeInvalidRequestError' && statusCode === 404)
      throw new AppError('not_found', 'Stripe does not know this.')
    if (type?.startsWith('Stripe'))
      throw new AppError('unavailable', 'Stripe could not do this right now. Please try again.')
    throw error
  }
}
