import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import type { Page } from '@playwright/test'
import { demo, expect, home, open, test, toast, userOf } from '../fixtures'

// A site of somebody else's with our script in its pages, and in front of Tandem a listener that notes what arrives: of what
// is sent while a page goes, the browser tells nothing.
let site: Server
let tandem: Server
let origin: string
let ours: string
let key = ''

type Sent = { eventType: string; userId?: string; eventData: { path?: string } }
let sent: Sent[] = []
let answers: number[] = []

async function listen(answer: (request: IncomingMessage, response: ServerResponse) => unknown) {
  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => server.listen(0, resolve))
  return { server, at: `http://localhost:${(server.address() as AddressInfo).port}` }
}

async function passOn(request: IncomingMessage, response: ServerResponse) {
  const { origin: from, 'content-type': type } = request.headers
  const body = request.method === 'POST' ? await text(request) : undefined
  const answer = await fetch(`${demo.url}${request.url}`, {
    method: request.method ?? 'GET',
    headers: { ...(from ? { origin: from } : {}), ...(type ? { 'content-type': type } : {}) },
    ...(body === undefined ? {} : { body }),
  })
  if (body !== undefined) {
    sent.push(...(JSON.parse(body).events as Sent[]))
    answers.push(answer.status)
  }
  const allowed = answer.headers.get('access-control-allow-origin')
  response.writeHead(answer.status, {
    'content-type': answer.headers.get('content-type') ?? '',
    ...(allowed ? { 'access-control-allow-origin': allowed } : {}),
  })
  response.end(await answer.text())
}

test.describe.configure({ mode: 'serial' })

test.beforeAll(async () => {
  ;({ server: tandem, at: ours } = await listen(passOn))
  ;({ server: site, at: origin } = await listen((request, response) => {
    const consent = request.url?.includes('asks') ? ' data-consent="required"' : ''
    response.setHeader('content-type', 'text/html')
    response.end(
      `<title>Shop</title><h1>Shop</h1><script src="${ours}/t.js" data-key="${key}"${consent}></script>`,
    )
  }))
})
test.beforeEach(() => {
  sent = []
  answers = []
})
test.afterAll(() => {
  site.close()
  tandem.close()
})

type Tandem = { consent: (given: boolean) => void; track: (type: string, data?: object) => void }
const tell = (page: Page, call: 'agree' | 'withdraw' | 'track') =>
  page.evaluate((what) => {
    const { tandem } = window as unknown as { tandem: Tandem }
    if (what === 'track') tandem.track('form.sent', { form: 'contact' })
    else tandem.consent(what === 'agree')
  }, call)

test('an admin makes a key for a site', async ({ as }) => {
  const page = await as('admin')
  await open(page, `${home}/settings/events`)
  await page.getByRole('button', { name: 'New key' }).click()
  await page.getByRole('textbox', { name: 'Name' }).fill('Shop')
  await page.getByRole('textbox', { name: 'Sites' }).fill(`${origin}/`)
  await page.getByRole('button', { name: 'Make the key' }).click()
  await expect(toast(page, 'Key made')).toBeVisible()
  const line = await page.locator('code', { hasText: 'data-key' }).first().textContent()
  key = /data-key="(tdb_\w+)"/.exec(line ?? '')?.[1] ?? ''
  expect(key).not.toBe('')
})

test('its pages count views, and say nothing of the visitor', async ({ page }) => {
  await page.goto(`${origin}/start`)
  await expect.poll(() => answers).toEqual([200])
  expect(sent).toMatchObject([{ eventType: 'page.viewed', eventData: { path: '/start' } }])
  expect(sent[0]).not.toHaveProperty('userId')
  await page.evaluate(() => history.pushState({}, '', '/next'))
  await tell(page, 'track')
  await page.goto('about:blank')
  await expect.poll(() => sent.length).toBe(3)
  expect(await page.context().storageState()).toMatchObject({ origins: [] })
})

test('nothing is sent before consent, and nothing is kept after it is withdrawn', async ({
  page,
}) => {
  await page.goto(`${origin}/asks`)
  await tell(page, 'track')
  await page.waitForTimeout(1500)
  expect(sent).toEqual([])
  await tell(page, 'agree')
  await tell(page, 'track')
  await expect.poll(() => answers).toEqual([200])
  expect(sent.map(({ eventType }) => eventType)).toEqual(['page.viewed', 'form.sent'])
  const [visitor] = new Set(sent.map(({ userId }) => userId))
  expect(visitor).toMatch(/^[0-9a-f-]{36}$/)
  await page.goto(`${origin}/asks/again`)
  await expect.poll(() => sent.length).toBe(3)
  expect(sent[2]?.userId).toBe(visitor)
  await tell(page, 'withdraw')
  await tell(page, 'track')
  await page.waitForTimeout(1500)
  expect(sent).toHaveLength(3)
  expect((await page.context().storageState()).origins).toEqual([])
})

for (const signal of ['doNotTrack', 'globalPrivacyControl'])
  test(`nobody is counted who has ${signal} on`, async ({ page }) => {
    await page.addInitScript((name) => {
      Object.defineProperty(navigator, name, { get: () => (name === 'doNotTrack' ? '1' : true) })
    }, signal)
    await page.goto(`${origin}/start`)
    await tell(page, 'agree')
    await tell(page, 'track')
    await page.waitForTimeout(1500)
    expect(sent).toEqual([])
  })

test('a program sends events with its key', async ({ request }) => {
  const post = (events: object[], apiKey = userOf('admin').apiKey) =>
    request.post('/api/v1/events', {
      headers: { authorization: `Bearer ${apiKey}` },
      data: { events },
    })
  const id = crypto.randomUUID()
  const first = await post([{ id, eventType: 'order.placed' }, { eventType: 'order.placed' }])
  expect([first.status(), await first.json()]).toEqual([200, { accepted: 2, duplicates: 0 }])
  expect(await (await post([{ id, eventType: 'order.placed' }])).json()).toEqual({
    accepted: 0,
    duplicates: 1,
  })
  expect((await post([{ eventType: 'x' }], userOf('partner').apiKey)).status()).toBe(403)
  const script = await request.get('/t.js')
  expect(script.headers()['content-type']).toContain('text/javascript')
})
