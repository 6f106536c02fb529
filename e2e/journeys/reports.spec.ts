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

test('a report is built, scheduled, sent and read without signing in', async ({ page, as }) => {
  const name = `Partners ${unique()}`
  const { email } = userOf('admin')
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
    await admin.getByLabel('Schedule').selectOption('Every week')
    await admin.getByLabel('On').selectOption('Monday')
    await admin.getByLabel('At').fill('07:30')
    await expect(admin.getByText('Every Monday at 07:30, Europe/Berlin')).toBeVisible()
    await expect(admin.getByText(/^Mon, .+07:30 CES?T: /)).toHaveCount(3)
    await admin.getByLabel('Recipients').fill(email)
    await admin.getByRole('button', { name: 'Keep the report' }).click()
    await expect(admin.getByRole('heading', { name, level: 1 })).toBeVisible()
  })

  await test.step('it is made, sent, and arrives as a file and a link', async () => {
    await admin.getByRole('button', { name: 'Run and send…' }).click()
    await admin.getByRole('button', { name: /send it to 1 recipient/ }).click()
    await expect(done(admin)).toContainText(`sent to ${email}`, { timeout: 30_000 })
    await expectAccessible(admin)
    await expect(admin.getByRole('region', { name })).toBeVisible()
    const [file] = await Promise.all([
      admin.waitForEvent('download'),
      admin.getByRole('link', { name: /^Download/ }).click(),
    ])
    expect(file.suggestedFilename()).toMatch(/^partners-.+\.pdf$/)
    expect(
      readFileSync(await file.path())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-')
  })

  await test.step('the link of the mail needs no account, and dies with the file', async () => {
    const mail = await mailTo(page, email, new RegExp(name))
    const link = (await mail
      .getByRole('link', { name: 'Download the report' })
      .getAttribute('href')) as string
    await page.goto(link)
    await expectAccessible(page)
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download as PDF' }).click(),
    ])
    expect(
      readFileSync(await file.path())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-')
    const answer = await page.request.get(
      `${link.replace('/reports/', '/api/v1/report-links/')}/file`,
    )
    expect(answer.headers()).toMatchObject({
      'content-disposition': expect.stringMatching(/^attachment/),
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining('sandbox'),
    })

    await admin.getByRole('button', { name: /^Delete what was made/ }).click()
    await admin.getByRole('button', { name: 'Delete it' }).click()
    await expect(toast(admin, 'Deleted')).toBeVisible()
    expect((await page.goto(link))?.status()).toBe(404)
  })

  await test.step('the screens fit a phone, in the dark too', async () => {
    await admin.setViewportSize({ width: 360, height: 740 })
    await admin.emulateMedia({ colorScheme: 'dark' })
    const here = admin.url()
    for (const url of [reports, `${reports}/new`, here, `${here}/edit`]) {
      await open(admin, url)
      await expectNoOverflow(admin)
      await expectAccessible(admin)
    }
  })

  await test.step('it is paused and deleted', async () => {
    await admin.setViewportSize({ width: 1280, height: 800 })
    await admin.goBack()
    await admin.getByRole('button', { name: 'Pause' }).click()
    await expect(toast(admin, 'The schedule is paused')).toBeVisible()
    await admin.getByRole('button', { name: 'Delete…' }).click()
    await admin.getByRole('button', { name: 'Delete the report' }).click()
    await admin.waitForURL(`**${reports}`)
    await expect(admin.getByRole('link', { name })).toHaveCount(0)
  })
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
