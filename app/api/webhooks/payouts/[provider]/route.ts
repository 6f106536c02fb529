import { problemResponse } from '@/lib/api/problem'
import { addressOf } from '@/lib/auth/caller'
import { AppError } from '@/lib/errors'
import { receiveWebhook } from '@/lib/payouts/webhooks'

const largest = 64 * 1024

/** Where providers say what became of payouts, signed as Standard Webhooks are. */
export async function POST(
  request: Request,
  { params }: { params: Promise<{ provider: string }> },
): Promise<Response> {
  try {
    const { provider } = await params
    const head = request.headers
    const tooLarge = new AppError('too_large', 'An event has at most 64 kB.')
    if (Number(head.get('content-length')) > largest) throw tooLarge
    const body = await request.text()
    if (body.length > largest) throw tooLarge
    await receiveWebhook(
      {
        provider,
        id: head.get('webhook-id') ?? '',
        timestamp: head.get('webhook-timestamp') ?? '',
        signatures: head.get('webhook-signature') ?? '',
        body,
      },
      { now: new Date(), address: addressOf(head) },
    )
    return Response.json({ received: true })
  } catch (error) {
    return problemResponse(error)
  }
}
