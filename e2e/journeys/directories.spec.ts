import {
  expect,
  expectAccessible,
  expectNoOverflow,
  home,
  open,
  rest,
  test,
  toast,
} from '../fixtures'

const file = (name: string, content: string) => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(content),
})

test('directories come from the catalogue', async ({ as }) => {
  const catalogue =
    await rest<{ name: string; directoryId: string | null }[]>('/directories/catalogue')
  const name = catalogue.find(({ directoryId }) => !directoryId)?.name as string
  const page = await as('admin')
  await page.goto(`${home}/directories`)
  await page.getByRole('link', { name: 'From the catalogue…' }).click()
  await page.waitForURL(/catalogue$/)
  await page.waitForLoadState('networkidle')
  await page.getByLabel('Search the catalogue').fill(name)
  await page.getByRole('checkbox', { name }).check()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Add 1 directory' }).click()
  await expect(toast(page, '1 directory added')).toBeVisible()
  await page.goto(`${home}/directories?q=${encodeURIComponent(name)}`)
  await expect(page.getByRole('link', { name, exact: true })).toBeVisible()
  await page.goto(`${home}/directories/catalogue`)
  await expect(page.getByRole('checkbox', { name })).toHaveCount(0)
})

test('a CSV becomes directories, a bad row once it is corrected', async ({ as }) => {
  const run = crypto.randomUUID().slice(0, 8)
  const page = await as('admin')
  await open(page, `${home}/imports`)
  await page.getByLabel('What it holds').selectOption('directories')
  await page
    .getByLabel('CSV file')
    .setInputFiles(
      file(
        `${run}.csv`,
        `Directory,URL,Category,DA\nOne ${run},one-${run}.example.com,Software,41\nTwo ${run},two-${run}.example.com,Moon,50\n`,
      ),
    )
  await page.waitForURL(/imports\/[0-9a-f-]{36}$/)
  await expect(page.getByLabel('DA', { exact: true })).toHaveValue('daScore')
  await page.getByRole('button', { name: 'Check every row' }).click()
  await expect(page.getByRole('button', { name: 'Import 1 directory…' })).toBeVisible()
  const cell = page.getByLabel('Category, row 2')
  await cell.fill('startups')
  await cell.press('Enter')
  await page.getByRole('button', { name: 'Import 2 directories…' }).click()
  const dialog = page.getByRole('alertdialog')
  await expect(dialog).toContainText('Software: 1')
  await dialog.getByRole('button', { name: 'Import 2 directories' }).click()
  await expect(page.getByText('Completed')).toBeVisible({ timeout: 30_000 })
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Open' }).first().click()
  await expect(page.getByRole('heading', { name: `One ${run}` })).toBeVisible()

  await page.getByRole('button', { name: 'Edit requirements…' }).click()
  await page.getByLabel('Phone', { exact: true }).selectOption('required')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Phone', { exact: true })).toBeVisible()

  await page.getByRole('button', { name: 'Switch off…' }).click()
  await page.getByRole('button', { name: 'It closed.' }).click()
  await page.getByRole('button', { name: 'Switch off', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Switch on…' })).toBeVisible()
  await expectAccessible(page)
  await page.setViewportSize({ width: 360, height: 740 })
  await expectNoOverflow(page)
})
