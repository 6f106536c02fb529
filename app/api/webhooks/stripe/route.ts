import { problemResponse } from '@/lib/api/problem'
import { addressOf } from '@/lib/auth/caller'
import { receiveStripe } from '@/lib/billing/stripe/webhook'
import { AppError } from '@/lib/errors'

const largest = 512 * 1024

/** Where Stripe says what became of subscriptions, signed over the body as it came. */
export async function POST(request: Request): Promise<Response> {
  try {
    const head = request.headers
    const tooLarge = new AppError('too_large', 'An event has at most 512 kB.')
    if (Number(head.get('content-length')) > largest) throw tooLarge
    const body = await request.text()
    if (body.length > largest) throw tooLarge
    await receiveStripe(
      { body, signature: head.get('stripe-signature') ?? '' },
      { now: new Date(), address: addressOf(head) },
    )
    return Response.json({ received: true })
  } catch (error) {
    return problemResponse(error)
  }
}
