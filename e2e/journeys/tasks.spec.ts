import type { Browser, Page } from '@playwright/test'
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
} from '../fixtures'
import { codes, makeTasks, type Type } from '../open-tasks'

const shown = (page: Page) => page.locator('[data-task]').getAttribute('data-task')
const typeOf = async (page: Page) =>
  (await page
    .getByRole('navigation', { name: 'Breadcrumb' })
    .locator('[aria-current]')
    .textContent()) ?? ''

/** Outcomes that need words are finished by the keys that work while typing. */
const outcomeKeys: Record<string, string> = { Document: '2', Payment: '2', Text: '2' }

async function finishByKeys(page: Page) {
  const id = await shown(page)
  const type = await typeOf(page)
  // The task is drawn a moment before it hears keys.
  await expect(async () => {
    await page.keyboard.press(outcomeKeys[type] ?? '1')
    await expect(page.getByRole('radio', { checked: true })).toHaveCount(1, { timeout: 500 })
  }).toPass({ timeout: 10_000 })
  await page.keyboard.press('Shift+E')
  const asked = page.locator('[aria-invalid="true"]:focus')
  await expect(async () => {
    expect((await shown(page)) !== id || (await asked.count()) > 0).toBe(true)
  }).toPass()
  if ((await shown(page)) === id) {
    await page.keyboard.type('Spoke with Ida, all clear')
    await page.keyboard.press('Control+Enter')
  }
  await expect(page.locator('[data-task]')).not.toHaveAttribute('data-task', id as string)
  return { id: id as string, type }
}

test('a VA works an hour without the mouse', async ({ as }) => {
  test.setTimeout(240_000)
  const types = Object.keys(codes) as Type[]
  const { items } = await makeTasks([...types, ...types, ...types])
  const page = await as('va')
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await open(page, `${home}/tasks`)
  await expectAccessible(page)
  await page.keyboard.press('n')
  await expect(page.locator('[data-task]')).toBeVisible()
  await expectAccessible(page)
  await expectNoOverflow(page)

  await page.keyboard.press('c')
  await page.keyboard.press('1')
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).not.toBe('')

  // At some hours tasks of others are due before ours, and are of few types.
  const done: { id: string; type: string }[] = []
  const seen = () => new Set(done.map(({ type }) => type)).size
  while (done.length < 20 || (seen() < 8 && done.length < 40)) done.push(await finishByKeys(page))
  expect(seen()).toBeGreaterThanOrEqual(8)
  const mine = new Set(items.map(({ id }) => id))
  // A payment that is not worth it gives the listing up.
  for (const { id, type } of done.filter((one) => mine.has(one.id)))
    expect(await rest(`/pending-actions/${id}`), type).toMatchObject({
      status: type === 'Payment' ? 'failed' : 'completed',
    })

  // What else can be done, each by its key.
  const skipped = await shown(page)
  await page.keyboard.press('s')
  await expect(page.getByRole('dialog', { name: 'Skip this task?' })).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('Control+Enter')
  await expect(page.locator('[data-task]')).not.toHaveAttribute('data-task', skipped as string)
  await page.keyboard.press('t')
  await expect(page.getByRole('dialog', { name: 'Add a note' })).toBeVisible()
  await page.keyboard.type('Rang twice, nobody there')
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('noted: Rang twice, nobody there')).toBeVisible()
  const later = await shown(page)
  await page.keyboard.press('h')
  await expect(page.getByRole('dialog', { name: 'Put it off until when?' })).toBeVisible()
  await page.keyboard.press('Control+Enter')
  await expect(page.locator('[data-task]')).not.toHaveAttribute('data-task', later as string)
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
  await expectAccessible(page)
})

test('nothing is lost when the connection goes in the middle of a task', async ({ as }) => {
  const { items } = await makeTasks(['captcha_solving'])
  const id = items[0]?.id as string
  const page = await as('va')
  await open(page, `${home}/tasks/${id}`)
  await page.getByRole('button', { name: 'Take this task' }).click()
  await expect(page.getByLabel('Note')).toBeVisible()
  await page.getByLabel('Note').fill('Third try, grün ✓')
  await page.reload()
  await expect(page.getByLabel('Note')).toHaveValue('Third try, grün ✓')

  await page.context().setOffline(true)
  await page.getByRole('radio', { name: 'Solved' }).click()
  await page.getByRole('button', { name: /^Finish and next/ }).click()
  await expect(page.getByText('waiting for the connection')).toBeVisible()
  expect(await rest(`/pending-actions/${id}`)).toMatchObject({ status: 'in_progress' })
  await page.context().setOffline(false)
  await expect(page.locator(`[data-task="${id}"]`)).toHaveCount(0, { timeout: 20_000 })
  expect(await rest(`/pending-actions/${id}`)).toMatchObject({ status: 'completed' })
})

test('two tabs share a task, and the second says so', async ({ as }) => {
  const { items } = await makeTasks(['captcha_solving'])
  const id = items[0]?.id as string
  const page = await as('va')
  await open(page, `${home}/tasks/${id}`)
  await page.getByRole('button', { name: 'Take this task' }).click()
  await expect(page.getByLabel('Note')).toBeVisible()
  const second = await page.context().newPage()
  await open(second, `${home}/tasks/${id}`)
  await expect(second.getByText('open in another tab too')).toBeVisible()
  await page.getByLabel('Note').fill('Typed in the first')
  await expect(second.getByLabel('Note')).toHaveValue('Typed in the first')
  await second.getByRole('radio', { name: 'Solved' }).click()
  await second.getByRole('button', { name: 'Finish', exact: true }).click()
  await expect(page.getByText('Done in another tab')).toBeVisible()
})

test('the customer answers by the link in the mail, and the task comes back', async ({
  as,
  browser,
}) => {
  const { items, email, stamp } = await makeTasks(['sms_verification'])
  const id = items[0]?.id as string
  const page = await as('va')
  await open(page, `${home}/tasks/${id}`)
  await page.getByRole('button', { name: 'Take this task' }).click()
  await expect(page.getByLabel('Note')).toBeVisible()
  await page.keyboard.press('b')
  await expect(page.getByRole('dialog', { name: 'Ask the customer' })).toBeVisible()
  await page.getByLabel('Your question').fill(`Which code came, ${stamp}?`)
  await page.keyboard.press('Control+Enter')
  await expect(toast(page, 'Asked the customer')).toBeVisible()

  const admin = await as('admin')
  const mail = await mailTo(admin, email, /has a question/)
  const link = (await mail.getByRole('link', { name: 'Answer' }).getAttribute('href')) as string
  const customer = await (await browser.newContext()).newPage()
  await customer.goto(link)
  await expect(customer.getByText(`Which code came, ${stamp}?`)).toBeVisible()
  await expectAccessible(customer)
  await customer.getByLabel('Your answer').fill('It is 421 337')
  await customer.getByRole('button', { name: 'Send answer' }).click()
  await expect(customer.getByText('We have your answer')).toBeVisible()
  await customer.context().close()

  await open(page, `${home}/tasks/${id}`)
  await page.getByRole('button', { name: 'Take this task' }).click()
  await expect(page.getByText('It is 421 337')).toBeVisible()
})

const allDay = [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, from: 0, to: 1440 }))

/** A second virtual assistant, who works at every hour. */
async function joinColleague(admin: Page, browser: Browser) {
  const stamp = unique()
  const email = `${stamp}@example.com`
  await rest('/assistants', {
    body: { name: `Zoë ${stamp}`, email, workingHours: allDay, timezone: 'Asia/Manila' },
  })
  const mail = await mailTo(admin, email, /Join/)
  const link = await mail.getByRole('link', { name: 'Accept the invitation' }).getAttribute('href')
  const page = await (await browser.newContext({ baseURL: demo.url })).newPage()
  await page.goto(link as string)
  await page.getByLabel('Your name').fill(`Zoë ${stamp}`)
  await page.getByLabel('Password', { exact: true }).fill('grün-Ofen-17-Wolke')
  await page.getByRole('button', { name: /join|create|accept/i }).click()
  await page.waitForURL(/welcome/)
  return page
}

test('of two who take the same task at once, one has it and the other is told', async ({
  as,
  browser,
}) => {
  test.setTimeout(90_000)
  const { items } = await makeTasks(['captcha_solving'])
  const id = items[0]?.id as string
  const other = await joinColleague(await as('admin'), browser)
  const mine = await as('va')
  const pages = [mine, other]
  for (const page of pages) {
    await open(page, `${home}/tasks/${id}`)
    await expect(page.getByRole('button', { name: 'Take this task' })).toBeVisible()
  }
  await Promise.all(
    pages.map((page) => page.getByRole('button', { name: 'Take this task' }).click()),
  )
  await expect(async () => {
    const held = await Promise.all(pages.map((page) => page.getByLabel('Note').count()))
    expect(held.sort()).toEqual([0, 1])
  }).toPass()
  const loser = (await mine.getByLabel('Note').count()) === 0 ? mine : other
  await expect(loser.getByText('Somebody else has this task now')).toBeVisible()
  await other.context().close()
})
