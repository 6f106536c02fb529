import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import Stripe from 'stripe'

/** A stand-in for Stripe's API, as far as the product uses it. */

const secret = 'whsec_for_tests'
const day = 86_400

type Subscription = Record<string, unknown> & { id: string; customer: string; status: string }
type Customer = { id: string; object: 'customer'; metadata: Record<string, string> }

const short = () => randomUUID().replaceAll('-', '').slice(0, 14)

async function formOf(request: IncomingMessage) {
  let body = ''
  for await (const chunk of request) body += chunk
  return new URLSearchParams(body)
}

/** Listens on a free port, or on the one that was given. */
export async function fakeStripe(wanted = 0) {
  const customers = new Map<string, Customer>()
  const subscriptions = new Map<string, Subscription>()
  const answered = new Map<string, unknown>()
  const requests: string[] = []
  let failing = false

  const answer = async (request: IncomingMessage): Promise<[number, unknown]> => {
    const url = new URL(request.url ?? '', 'http://stripe')
    const path = url.pathname.replace(/^\/v1\//, '').split('/')
    requests.push(`${request.method} ${url.pathname}`)
    if (failing) return [500, { error: { type: 'api_error', message: 'Down.' } }]
    const missing: [number, unknown] = [
      404,
      { error: { type: 'invalid_request_error', code: 'resource_missing', message: 'No such.' } },
    ]
    if (request.method === 'POST') {
      const form = await formOf(request)
      const key = request.headers['idempotency-key']
      const known = typeof key === 'string' ? answered.get(key) : undefined
      if (known) return [200, known]
      const made = path[0] === 'customers' ? makeCustomer(form) : makeSession(form)
      if (typeof key === 'string') answered.set(key, made)
      return [200, made]
    }
    const [kind, id] = path
    if (kind === 'subscriptions' && !id) {
      const data = [...subscriptions.values()].filter(
        ({ customer }) => customer === url.searchParams.get('customer'),
      )
      return [200, { object: 'list', data, has_more: false }]
    }
    const found = (kind === 'customers' ? customers : subscriptions).get(id ?? '')
    return found ? [200, found] : missing
  }

  const makeCustomer = (form: URLSearchParams) => {
    const metadata = Object.fromEntries(
      [...form]
        .filter(([name]) => name.startsWith('metadata['))
        .map(([name, value]) => [name.slice(9, -1), value]),
    )
    const customer: Customer = { id: `cus_${short()}`, object: 'customer', metadata }
    customers.set(customer.id, customer)
    return customer
  }
  const makeSession = (form: URLSearchParams) => ({
    id: `cs_${short()}`,
    object: 'checkout.session',
    customer: form.get('customer'),
    url: `https://checkout.stripe.example/${form.get('line_items[0][price]')}`,
  })

  const server = createServer((request, response) => {
    void answer(request).then(([status, body]) => {
      response.writeHead(status, { 'content-type': 'application/json' })
      response.end(JSON.stringify(body))
    })
  })
  await new Promise<void>((resolve) => server.listen(wanted, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const environment: Record<string, string> = {
    STRIPE_SECRET_KEY: 'sk_test_x',
    STRIPE_WEBHOOK_SECRET: secret,
    STRIPE_API_HOST: '127.0.0.1',
    STRIPE_API_PORT: String(port),
    STRIPE_API_PROTOCOL: 'http',
    STRIPE_PRICE_BASIC: 'price_basic',
    STRIPE_PRICE_PRO: 'price_pro',
    STRIPE_PRICE_ENTERPRISE: 'price_enterprise',
  }

  return {
    environment,
    customers,
    subscriptions,
    requests,
    fail: (down: boolean) => {
      failing = down
    },
    addCustomer: (metadata: Record<string, string> = {}) => {
      const customer: Customer = { id: `cus_${short()}`, object: 'customer', metadata }
      customers.set(customer.id, customer)
      return customer.id
    },
    /** A subscription as Stripe has it; kept under its id, so that it can be fetched. */
    subscription(
      customer: string,
      start: Date,
      more: Partial<Subscription> = {},
      price = 'price_pro',
    ) {
      const from = Math.floor(start.getTime() / 1000)
      const made: Subscription = {
        id: `sub_${short()}`,
        object: 'subscription',
        customer,
        status: 'active',
        created: from,
        cancel_at: null,
        cancel_at_period_end: false,
        trial_end: null,
        ...more,
        items: {
          object: 'list',
          data: [
            {
              id: `si_${short()}`,
              price: { id: price },
              current_period_start: from,
              current_period_end: from + 30 * day,
            },
          ],
        },
      }
      subscriptions.set(made.id, made)
      return made
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  }
}

/** An event as Stripe sends it, signed. */
export async function stripeEvent(
  type: string,
  object: object,
  { id = `evt_${short()}`, created = new Date(), signed = secret, age = 0 } = {},
) {
  const payload = JSON.stringify({
    id,
    object: 'event',
    type,
    created: Math.floor(created.getTime() / 1000),
    data: { object },
  })
  const header = new Stripe('sk_test_x').webhooks.generateTestHeaderString({
    payload,
    secret: signed,
    timestamp: Math.floor(Date.now() / 1000) - age,
  })
  return new Request('http://localhost/api/webhooks/stripe', {
    method: 'POST',
    headers: { 'stripe-signature': header, 'content-type': 'application/json' },
    body: payload,
  })
}
