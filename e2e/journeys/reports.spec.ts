import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import {
  demo,
  expect,
  expectAccessible,
  expectNoOverflow,
  home,
  mailTo,
  open,
  rest,
  test,
  toast,
  unique,
  userOf,
} from '../fixtures'

const reports = `${home}/analytics/reports`
const done = (page: Page) => page.getByRole('listitem').filter({ hasText: 'Done' }).first()

test('a report is built beside how it would look, and its schedule is checked', async ({ as }) => {
  const name = `Partners ${unique()}`
  const admin = await as('admin')

  await test.step('it is built beside how it would look', async () => {
    await open(admin, reports)
    await expectAccessible(admin)
    await admin.getByRole('link', { name: 'New report' }).first().click()
    await expect(admin.getByText('Nothing to show yet')).toBeVisible()
    await admin.getByLabel('Name').fill(name)
    await admin.getByRole('checkbox', { name: 'Leads', exact: true }).check()
    await admin.getByRole('checkbox', { name: 'Won value', exact: true }).check()
    await admin.getByLabel('Group by').selectOption('Partner')
    await admin.getByLabel('Period').selectOption('Last year')
    const preview = admin.getByRole('region', { name })
    await expect(preview.getByRole('columnheader', { name: 'Won value' })).toBeVisible()
    await expect(preview.getByRole('rowheader', { name: 'Total' })).toBeVisible()
    await admin.getByRole('button', { name: 'Add a filter' }).click()
    await admin.getByLabel('Filter 1', { exact: true }).selectOption('Tier')
    await admin.getByLabel('Value of filter 1').selectOption('Gold')
    await expect(admin.getByText('Tier: Gold')).toBeVisible()
    await admin.getByRole('button', { name: 'Remove filter 1' }).click()
    await expectAccessible(admin)
  })

  await test.step('a schedule says in words when it comes, and what is wrong with one', async () => {
    await admin.getByLabel('Schedule').selectOption('Other (cron)')
    await admin.getByLabel('Cron').fill('0 25 * * *')
    await expect(admin.getByRole('status').getByText(/0-23/)).toBeVisible()
    await admin.getByRole('button', { name: 'Keep the report' }).click()
    await expect(admin.getByLabel('Cron')).toHaveAttribute('aria-invalid', 'true')
  })
})

test('a report is scheduled, sent, and read by whoever has the mail', async ({ as, browser }) => {
  test.setTimeout(90_000)
  const name = `Won ${unique()}`
  const reader = userOf('owner').email
  const admin = await as('admin')
  await open(admin, `${reports}/new`)
  await admin.getByLabel('Name').fill(name)
  await admin.getByRole('checkbox', { name: 'Won value', exact: true }).check()
  await admin.getByLabel('Period').selectOption('Last month')
  await admin.getByLabel('Format').selectOption('PDF')
  await admin.getByLabel('Schedule').selectOption('Every month')
  await expect(admin.getByRole('status').getByText(/^On day 1 of every month at/)).toBeVisible()
  await admin.getByLabel('Recipients').fill(reader)
  await admin.getByRole('button', { name: 'Keep the report' }).click()

  await expect(admin.getByRole('heading', { level: 1, name })).toBeVisible()
  await expect(admin.getByText(/^On day 1 of every month at/).first()).toBeVisible()
  await expectAccessible(admin)
  await admin.getByRole('button', { name: 'Run and send…' }).click()
  await admin.getByRole('button', { name: 'Make it and send it to 1 recipient' }).click()
  await expect(done(admin)).toBeVisible({ timeout: 30_000 })
  await expect(done(admin).getByText(`Mail sent to ${reader}`)).toBeVisible({ timeout: 30_000 })

  // In a browser where nobody is signed in.
  const context = await browser.newContext({
    baseURL: demo.url,
    viewport: { width: 360, height: 740 },
  })
  const outside = await context.newPage()
  const mail = await mailTo(outside, reader, new RegExp(`^${name}, `))
  const link = await mail.getByRole('link', { name: 'Download the report' }).getAttribute('href')
  await outside.goto(link as string)
  await expect(outside.getByText(name)).toBeVisible()
  await expectAccessible(outside)
  await expectNoOverflow(outside)
  const [file] = await Promise.all([
    outside.waitForEvent('download'),
    outside.getByRole('link', { name: 'Download as PDF' }).click(),
  ])
  expect(file.suggestedFilename()).toMatch(/^won-.*\.pdf$/)
  expect(
    readFileSync(await file.path())
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-')
  await context.close()
})

type Made = { id: string }
type Found = { status: string; error: string | null; orphaned: boolean }

test('the reports of somebody who leaves stop with the reason, and are taken over', async ({
  page,
  as,
}) => {
  test.setTimeout(120_000)
  const stamp = unique()
  const email = `moss.${stamp}@northlight.example`
  await rest('/invitations', { as: 'owner', body: { email, role: 'manager' } })
  const mail = await mailTo(page, email, /^Join/)
  await page.goto((await mail.getByRole('link').first().getAttribute('href')) as string)
  await page.getByLabel('Your name').fill('Moss Marsh')
  await page.getByLabel('Password').fill(`quiet-Harbour-${stamp}`)
  await page.getByRole('button', { name: 'Join' }).click()
  await page.waitForURL(`**${home}/**`)

  // More than are made before the maker is gone.
  const post = async (at: number) => {
    const answer = await page.request.post(`${demo.url}/api/v1/analytics/reports`, {
      headers: { 'x-workspace': demo.workspace.slug },
      data: {
        name: `Leaves ${stamp} ${at}`,
        metrics: ['leads', 'won_value'],
        interval: 'day',
        period: 'last_year',
        format: 'pdf',
      },
    })
    expect(answer.status()).toBe(202)
    return (await answer.json()) as Made
  }
  const made = await Promise.all(Array.from({ length: 16 }, (_, at) => post(at)))
  const { items } = await rest<{ items: { id: string; email: string }[] }>(
    `/members?search=${encodeURIComponent(email)}`,
    { as: 'owner' },
  )
  await rest(`/members/${items[0]?.id}/removal`, { as: 'owner', method: 'POST', body: {} })

  let failed: Made | undefined
  await expect(async () => {
    const all = await Promise.all(
      made.map(async ({ id }) => ({ id, ...(await rest<Found>(`/analytics/reports/${id}`)) })),
    )
    expect(all.filter(({ status }) => status === 'pending' || status === 'processing')).toEqual([])
    failed = all.find(({ status }) => status === 'failed')
    expect(failed).toMatchObject({ orphaned: true, error: expect.stringMatching(/may no longer/) })
  }).toPass({ timeout: 60_000 })

  const manager = await as('manager')
  await open(manager, `${reports}/${failed?.id}`)
  await expect(manager.getByText('The last time it could not be made')).toBeVisible()
  await expectAccessible(manager)
  await manager.getByRole('link', { name: 'Edit' }).click()
  await manager.getByRole('button', { name: 'Save the report' }).click()
  await expect(toast(manager, 'Saved')).toBeVisible()
  await manager.getByRole('button', { name: /^Try again/ }).click()
  await expect(done(manager)).toBeVisible({ timeout: 30_000 })
  expect(await rest<Found>(`/analytics/reports/${failed?.id}`)).toMatchObject({
    status: 'completed',
    error: null,
    orphaned: false,
  })
})
