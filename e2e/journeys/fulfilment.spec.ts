import { apiKey } from '../directory-site/api'
import { startDirectorySite } from '../directory-site/site'
import {
  demo,
  expect,
  expectAccessible,
  expectNoOverflow,
  home,
  mailTo,
  makeLead,
  open,
  rest,
  test,
  toast,
  unique,
} from '../fixtures'
import { apiRecipe, bakery } from '../recipes'

type Made = { id: string }

let started: Awaited<ReturnType<typeof startDirectorySite>>

test.beforeAll(async () => {
  started = await startDirectorySite(Number(process.env.DIRECTORY_SITE_PORT))
})
test.afterAll(() => started.close())

/** A directory that our own worker submits to by its API. */
async function makeDirectory(name: string) {
  const directory = await rest<Made>('/directories', {
    body: {
      name,
      url: `https://${name.toLowerCase().replaceAll(' ', '-')}.example`,
      category: 'general',
      automationMethod: 'api',
    },
  })
  await rest(`/directories/${directory.id}/automation`, {
    method: 'PUT',
    body: { recipe: apiRecipe(started.site.url) },
  })
  await rest(`/directories/${directory.id}/secrets/apiKey`, {
    method: 'PUT',
    body: { value: apiKey },
  })
}

test('a won lead ends as a live listing that the customer sees', async ({ as, browser }) => {
  const run = unique()
  const name = `Oven ${run}`
  const email = `ida.${run}@oven.example`
  const lead = await makeLead(name, 'closed_won')
  const customer = await rest<Made>(`/leads/${lead.id}/customer`, {
    body: { email, fullName: 'Ida Lund', companyName: name, start: 'trial', invite: true },
  })
  await rest(`/customers/${customer.id}/business`, { method: 'PATCH', body: { ...bakery, name } })
  for (const one of ['Alpha', 'Beta']) await makeDirectory(`${one} ${run}`)

  const admin = await as('admin')
  await open(admin, `${home}/batches/new?customer=${customer.id}&q=${run}`)
  const table = admin.getByRole('table', { name: 'Directories that fit the filter' })
  await table.getByRole('checkbox', { name: /Choose all 2/ }).check()
  const summary = admin.getByRole('region', { name: 'Summary' })
  await summary.getByRole('button', { name: 'Continue…' }).click()
  await admin.getByLabel('Name').fill(`Launch ${run}`)
  await admin.getByRole('button', { name: 'Queue 2 submissions' }).click()
  await admin.waitForURL(/batches\/[0-9a-f-]{36}$/)
  const id = admin.url().split('/').at(-1) as string
  // The worker takes both, and the page says so by itself: the site knows a business once only.
  await expect(admin.getByText('2 of 2 submissions')).toBeVisible({ timeout: 60_000 })
  await expect(admin.getByText('Already listed')).toBeVisible()
  await expectAccessible(admin)
  started.site.listings.clear()
  await admin.getByRole('button', { name: 'Try the failed one again' }).click()
  await expect(toast(admin, '1 submission tried again')).toBeVisible()
  await expect(admin.getByText('Already listed')).toBeHidden({ timeout: 60_000 })
  await expect(admin.getByText('Completed').first()).toBeVisible()
  expect(started.site.received).toHaveLength(3)
  await expectAccessible(admin)
  await admin.setViewportSize({ width: 360, height: 740 })
  await expectNoOverflow(admin)
  await admin.setViewportSize({ width: 1280, height: 800 })

  const { items } = await rest<{ items: { submissionId: string; status: string }[] }>(
    `/batches/${id}/items?status=completed`,
  )
  await rest(`/listings/${items[0]?.submissionId}/approval`, {
    body: { listingUrl: 'https://alpha.example/oven' },
  })

  const invitation = await mailTo(admin, email, /Join Northlight/)
  const link = (await invitation.getByRole('link').first().getAttribute('href')) as string
  const page = await (await browser.newContext({ baseURL: demo.url })).newPage()
  await page.goto(link)
  await page.getByLabel('Your name').fill('Ida Lund')
  await page.getByLabel('Password').fill(`oven-and-bread-${run}`)
  await page.getByRole('button', { name: 'Join' }).click()
  await page.waitForURL(`**${home}/account`)
  await expect(page.getByText(`Launch ${run}`)).toBeVisible()
  await page.goto(`${home}/account/listings`)
  await expect(page.getByText('alpha.example/oven')).toBeVisible()
  await expectAccessible(page)
  await page.context().close()
})

test('what waits for the customer is answered, and the work goes on', async ({ as }) => {
  const page = await as('customer')
  await open(page, `${home}/account/questions`)
  const answer = page.getByLabel('Your answer').first()
  const asked = await page.getByLabel('Your answer').count()
  await answer.fill('It was 421 337, and any weekday is fine.')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Send answer' }).first().click()
  await expect(toast(page, 'Thank you. We go on from here')).toBeVisible()
  await expect(page.getByLabel('Your answer')).toHaveCount(asked - 1)
  await expect(page.getByText('It was 421 337')).toBeVisible()
  const { items } = await rest<{ items: { answer: string | null }[] }>(
    '/pending-actions?status=pending&limit=100',
  )
  expect(items.some((one) => one.answer?.startsWith('It was 421 337'))).toBe(true)
})
