import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from '@playwright/test'
import { demo, expect, home, open, test, toast, userOf } from '../fixtures'

// A site of somebody else's, with our script in its pages.
let site: Server
let origin: string
let key = ''

test.describe.configure({ mode: 'serial' })

test.beforeAll(async () => {
  site = createServer((request, response) => {
    const consent = request.url?.includes('asks') ? ' data-consent="required"' : ''
    response.setHeader('content-type', 'text/html')
    response.end(
      `<title>Shop</title><h1>Shop</h1><script src="${demo.url}/t.js" data-key="${key}"${consent}></script>`,
    )
  })
  await new Promise<void>((resolve) => site.listen(0, resolve))
  origin = `http://localhost:${(site.address() as AddressInfo).port}`
})
test.afterAll(() => site.close())

type Sent = { eventType: string; userId?: string; eventData: { path?: string } }

/** What a page sends, and whether it was taken. */
function listen(page: Page) {
  const sent: Sent[] = []
  const answers: number[] = []
  page.on('request', (request) => {
    if (request.url().includes('/api/v1/events'))
      sent.push(...(JSON.parse(request.postData() ?? '{"events":[]}').events as Sent[]))
  })
  page.on('response', (response) => {
    if (response.url().includes('/api/v1/events')) answers.push(response.status())
  })
  return { sent, answers }
}

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
  const line = await page.locator('code', { hasText: 'data-key' }).first().innerText()
  key = /data-key="(tdb_\w+)"/.exec(line)?.[1] ?? ''
  expect(key).not.toBe('')
})

test('its pages count views, and say nothing of the visitor', async ({ page }) => {
  const { sent, answers } = listen(page)
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
  const { sent, answers } = listen(page)
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
    const { sent } = listen(page)
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
