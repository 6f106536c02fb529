import { readFileSync } from 'node:fs'
import AxeBuilder from '@axe-core/playwright'
import { type BrowserContext, test as base, expect, type Page } from '@playwright/test'

export type Role = 'owner' | 'admin' | 'manager' | 'va' | 'partner' | 'customer'
type Demo = {
  url: string
  workspace: { id: string; slug: string }
  users: { role: Role; email: string; password: string; apiKey: string }[]
}

export const demo = JSON.parse(
  readFileSync(process.env.DEMO_JSON ?? '.data/demo.json', 'utf8'),
) as Demo
export const home = `/${demo.workspace.slug}`

export const userOf = (role: Role) => {
  const found = demo.users.find((user) => user.role === role)
  if (!found) throw new Error(`The demo has no ${role}`)
  return found
}

export async function signIn(page: Page, who: { email: string; password: string }) {
  await page.goto('/sign-in')
  await page.getByLabel('E-mail').fill(who.email)
  await page.getByLabel('Password', { exact: true }).fill(who.password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'))
}

/** What pops up in the corner; a live region says the same aloud. */
export const toast = (page: Page, text: string | RegExp) =>
  page.getByRole('region', { name: /^Notifications/ }).getByText(text)

/** Opens a page and waits until it hears the keyboard. */
export async function open(page: Page, path: string) {
  await page.goto(path, { waitUntil: 'networkidle' })
}

const mails = (page: Page, email: string, subject: RegExp) =>
  page.getByRole('listitem').filter({ hasText: email }).filter({ hasText: subject })

export async function countMails(page: Page, email: string, subject: RegExp) {
  await page.goto('/dev/mail')
  return mails(page, email, subject).count()
}

/** The newest caught mail to an address, once there are more than `before`. */
export async function mailTo(page: Page, email: string, subject: RegExp, before = 0) {
  await expect(async () => {
    expect(await countMails(page, email, subject)).toBeGreaterThan(before)
  }).toPass({ timeout: 20_000 })
  await mails(page, email, subject).first().getByRole('link').click()
  return page.frameLocator('iframe')
}

/** Waits until nothing fades or slides any more: contrast is measured on what stands still. */
const settled = (page: Page) =>
  page.evaluate(async () => {
    const ending = document
      .getAnimations()
      .filter(({ effect }) => effect?.getTiming().iterations !== Number.POSITIVE_INFINITY)
      .map(({ finished }) => finished.catch(() => {}))
    const enough = new Promise((resolve) => setTimeout(resolve, 2000))
    await Promise.race([Promise.all(ending), enough])
  })

/** axe finds nothing, in the theme that is on; Base UI's own focus guards are not ours. */
export async function expectAccessible(page: Page) {
  await settled(page)
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .exclude('[data-base-ui-focus-guard]')
    // What fades in and out is measured in the middle of it.
    .exclude('[data-sonner-toaster]')
    .analyze()
  expect(
    violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
    ),
  ).toEqual([])
}

export async function expectNoOverflow(page: Page) {
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(overflow, 'pixels wider than the screen').toBeLessThanOrEqual(0)
}

type Question = { as?: Role; method?: string; body?: object }

/** The REST door with a demo key, for what a journey needs to find and for what it made. */
export async function rest<T>(path: string, { as = 'admin', method, body }: Question = {}) {
  const answer = await fetch(`${demo.url}/api/v1${path}`, {
    method: method ?? (body ? 'POST' : 'GET'),
    headers: {
      authorization: `Bearer ${userOf(as).apiKey}`,
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  const text = await answer.text()
  expect(answer.status, `${path}: ${text}`).toBeLessThan(300)
  return JSON.parse(text) as T
}

/** Different in every run, so that a journey finds its own rows and nobody else's. */
export const unique = () => `${Date.now().toString(36)}${Math.random().toString(36).slice(2, 5)}`

type LeadRow = { id: string; businessName: string; status: string; version: number }

const road = ['prospect', 'qualified', 'proposal_sent', 'negotiating', 'closed_won'] as const

/** A lead of the demo partner that has come as far as `stage`. */
export async function makeLead(businessName: string, stage: (typeof road)[number]) {
  const lead = await rest<LeadRow>('/leads', {
    as: 'partner',
    body: { clientName: 'Ida Lund', businessName, estimatedValue: 8_000_00 },
  })
  for (const to of road.slice(1, road.indexOf(stage) + 1))
    await rest(`/leads/${lead.id}/stage`, { body: { to, projectValue: 8_000_00 } })
  return lead
}

type SignedIn = { as: (role: Role) => Promise<Page> }
type Kept = {
  cookiesOf: (role: Role) => Promise<Awaited<ReturnType<BrowserContext['storageState']>>>
}

export const test = base.extend<SignedIn, Kept>({
  /** Everybody signs in once per worker, as signing in too often is refused. */
  cookiesOf: [
    async ({ browser }, use) => {
      const kept = new Map<Role, ReturnType<Kept['cookiesOf']>>()
      const signedIn = async (role: Role) => {
        const context = await browser.newContext({ baseURL: demo.url })
        await signIn(await context.newPage(), userOf(role))
        const state = await context.storageState()
        await context.close()
        return state
      }
      await use((role) => {
        const state = kept.get(role) ?? signedIn(role)
        kept.set(role, state)
        return state
      })
    },
    { scope: 'worker' },
  ],
  /** A page signed in as a role of the demo, in a browser of its own. */
  as: async ({ browser, cookiesOf }, use) => {
    const contexts: BrowserContext[] = []
    await use(async (role) => {
      const context = await browser.newContext({ storageState: await cookiesOf(role) })
      contexts.push(context)
      return context.newPage()
    })
    for (const context of contexts) await context.close()
  },
})

export { expect }
