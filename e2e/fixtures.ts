import { readFileSync } from 'node:fs'
import AxeBuilder from '@axe-core/playwright'
import { test as base, expect, type Page } from '@playwright/test'

type Role = 'owner' | 'admin' | 'manager' | 'va' | 'partner' | 'customer'
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

/** The text of the newest caught mail to an address, once it is there. */
export async function mailTo(page: Page, email: string, subject: RegExp) {
  const mail = page.getByRole('listitem').filter({ hasText: email }).filter({ hasText: subject })
  await expect(async () => {
    await page.goto('/dev/mail')
    await expect(mail.first()).toBeVisible({ timeout: 500 })
  }).toPass({ timeout: 20_000 })
  await mail.first().getByRole('link').click()
  return page.frameLocator('iframe')
}

/** axe finds nothing, in the theme that is on; Base UI's own focus guards are not ours. */
export async function expectAccessible(page: Page) {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .exclude('[data-base-ui-focus-guard]')
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

/** A page signed in as a role of the demo, in a browser of its own. */
export const test = base.extend<{ as: (role: Role) => Promise<Page> }>({
  as: async ({ browser }, use) => {
    const contexts: Awaited<ReturnType<typeof browser.newContext>>[] = []
    await use(async (role) => {
      const context = await browser.newContext()
      contexts.push(context)
      const page = await context.newPage()
      await signIn(page, userOf(role))
      return page
    })
    for (const context of contexts) await context.close()
  },
})

export { expect }
