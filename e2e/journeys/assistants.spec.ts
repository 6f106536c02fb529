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

type Assistant = { id: string; absence: string[]; timezone: string; workingHours: unknown[] }

const password = 'grün-Ofen-17-Wolke'

test('an invited VA looks over their hours and takes a task', async ({ as, browser }) => {
  test.setTimeout(120_000)
  const stamp = unique()
  const email = `${stamp}@example.com`
  const manager = await as('manager')
  await open(manager, `${home}/assistants`)
  await manager.getByRole('button', { name: 'Invite' }).click()
  const dialog = manager.getByRole('dialog', { name: 'Invite a virtual assistant' })
  await dialog.getByLabel('Name', { exact: true }).fill(`Zoë ${stamp}`)
  await dialog.getByLabel('E-mail', { exact: true }).fill(email)
  await dialog.getByLabel('Skills', { exact: true }).fill('phone')
  await dialog.getByLabel('Skills', { exact: true }).press('Enter')
  await dialog.getByLabel('Level of phone').selectOption('5')
  await dialog.getByLabel('Languages', { exact: true }).selectOption('en')
  await expectAccessible(manager)
  await dialog.getByRole('button', { name: 'Send invitation' }).click()
  await expect(manager.getByRole('heading', { level: 1 })).toHaveText(new RegExp(stamp))
  await expect(manager.getByText('Invited: they join with the link')).toBeVisible()

  const mail = await mailTo(manager, email, /Join/)
  const link = await mail.getByRole('link', { name: 'Accept the invitation' }).getAttribute('href')
  const context = await browser.newContext({ baseURL: demo.url, timezoneId: 'Asia/Manila' })
  const page = await context.newPage()
  await page.goto(link as string)
  await page.getByLabel('Your name').fill(`Zoë ${stamp}`)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: /join|create|accept/i }).click()
  await page.waitForURL(/welcome/)
  await expect(page.getByLabel('Time zone')).toHaveValue('Asia/Manila')
  await expectAccessible(page)
  await expectNoOverflow(page)

  // Hours that overlap are named; around the clock is two words, copied to every day.
  const monday = page.getByLabel('Monday', { exact: true })
  await monday.fill('9-12, 11-15')
  await page.getByRole('button', { name: 'This is right' }).click()
  await expect(page.getByText('overlap. Leave only one')).toBeVisible()
  await monday.fill('all day')
  await page.getByRole('button', { name: 'Copy the hours of Monday' }).click()
  await page.getByRole('menuitem', { name: 'Copy to every day' }).click()
  await page.getByRole('button', { name: 'This is right' }).click()
  await page.waitForURL((url) => url.pathname === `${home}/tasks`)
  await open(page, `${home}/tasks`)
  await page.keyboard.press('n')
  await expect(page.locator('[data-task]')).toBeVisible()

  // Outside their hours on their own clock, nothing comes.
  const { items } = await rest<{ items: Assistant[] }>(`/assistants?search=${stamp}`)
  const [me] = items
  expect(me?.absence).toEqual([])
  await open(page, `${home}/tasks/hours`)
  await expect(page.getByText('Working hours now')).toBeVisible()
  const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'long', timeZone: 'Asia/Manila' })
  const [today, before] = [0, 86_400_000].map((ago) => weekday.format(Date.now() - ago))
  for (const day of [today, before]) await page.getByLabel(day as string, { exact: true }).fill('')
  await page.getByRole('button', { name: 'Save hours' }).click()
  await expect(toast(page, 'Hours saved')).toBeVisible()
  await expect(page.getByText('Outside hours')).toBeVisible()
  const after = await rest<{ items: Assistant[] }>(`/assistants?search=${stamp}`)
  expect(after.items[0]?.absence).toEqual(['outside_hours'])

  // Leave is entered once, and removed.
  await page.getByLabel('First day').fill('2031-04-01')
  await page.getByLabel('Last day').fill('2031-04-04')
  await page.getByRole('button', { name: 'Enter leave' }).click()
  await expect(page.getByText('1 Apr 2031 – 4 Apr 2031', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: /Remove the leave of 1 Apr/ }).click()
  await expect(page.getByText('No leave is planned.')).toBeVisible()

  // Whoever leaves the team leaves the task behind.
  await open(manager, `${home}/assistants/${me?.id}`)
  await manager.getByRole('button', { name: 'Actions' }).click()
  await manager.getByRole('menuitem', { name: 'Take out of the team…' }).click()
  await manager.getByRole('button', { name: 'Take out', exact: true }).click()
  await expect(manager.getByText('Left', { exact: true })).toBeVisible()
  await context.close()
})

test('an admin changes when deadlines count, and is told about open tasks', async ({ as }) => {
  const page = await as('admin')
  await open(page, `${home}/settings/work`)
  await expect(page.getByText(/tasks? have a deadline now/)).toBeVisible()
  await page.getByLabel('Saturday', { exact: true }).fill('10-14')
  await page.getByLabel('Give open tasks their deadlines anew').check()
  await page.getByRole('button', { name: 'Save settings' }).click()
  await expect(toast(page, 'Settings saved')).toBeVisible()
  await expect(page.getByLabel('Saturday', { exact: true })).toHaveValue('10:00–14:00')
  await page.getByLabel('Saturday', { exact: true }).fill('')
  await page.getByRole('button', { name: 'Save settings' }).click()
  await expect(page.getByLabel('Saturday', { exact: true })).toHaveValue('')

  const day = '2031-02-03'
  await page.getByLabel('Add holidays').fill(`${day} Founders’ Day\nsomeday`)
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(page.getByText('Line 2 does not begin with a day')).toBeVisible()
  await page.getByLabel('Add holidays').fill(`${day} Founders’ Day`)
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(toast(page, 'Holidays added')).toBeVisible()
  await page.getByRole('button', { name: 'Remove Founders’ Day' }).click()
  await expect(page.getByText('Founders’ Day', { exact: true })).toHaveCount(0)
})
