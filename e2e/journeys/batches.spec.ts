import {
  expect,
  expectAccessible,
  expectNoOverflow,
  home,
  open,
  rest,
  test,
  toast,
  unique,
} from '../fixtures'

const firstCustomer = async () => {
  const { items } = await rest<{ items: { id: string; companyName: string }[] }>(
    '/customers?limit=1&status=active',
    { as: 'admin' },
  )
  return items[0] as { id: string; companyName: string }
}

/** Two that no worker of the demo takes, so that they wait until somebody steers them. */
async function makeDirectories(run: string) {
  for (const name of [`Plain ${run}`, `Picky ${run}`])
    await rest('/directories', {
      body: {
        name,
        url: `https://${name.toLowerCase().replace(' ', '-')}.example.com`,
        category: 'maps',
        automationMethod: 'chrome_extension',
        requirements: name.startsWith('Picky')
          ? { fields: { name: { required: true, maxLength: 1 } } }
          : {},
      },
    })
}

test('directories are chosen by filter, queued, paused and cancelled', async ({ as }) => {
  const run = unique()
  const customer = await firstCustomer()
  await makeDirectories(run)
  const page = await as('admin')
  await open(page, `${home}/batches/new`)
  await page.getByLabel('Customer', { exact: true }).selectOption(customer.id)
  await page.getByRole('button', { name: 'Category' }).click()
  await page.getByRole('menuitemcheckbox', { name: 'Maps' }).click()
  await page.keyboard.press('Escape')
  const table = page.getByRole('table', { name: 'Directories that fit the filter' })
  await expect(table.getByText('General business')).toHaveCount(0)
  await page.getByLabel('Search directories').fill(run)
  await expect(table.getByRole('checkbox')).toHaveCount(3)
  await table.getByRole('checkbox', { name: 'Choose all 1 that lack nothing' }).check()
  await expect(table.getByText('at most 1 fit')).toBeVisible()
  await table.getByRole('checkbox', { name: `Picky ${run}` }).check()
  const summary = page.getByRole('region', { name: 'Summary' })
  await expect(summary).toContainText('2 directories')
  await expectAccessible(page)

  await summary.getByRole('button', { name: 'Continue…' }).click()
  const name = `Maps ${run}`
  await page.getByLabel('Name').fill(name)
  await page.getByRole('button', { name: 'Queue 2 submissions' }).click()
  await page.waitForURL(/batches\/[0-9a-f-]{36}$/)
  await expect(page.getByRole('heading', { name })).toBeVisible()
  await expect(page.getByText('0 of 2 submissions')).toBeVisible()
  await expectAccessible(page)

  await page.getByRole('button', { name: 'Pause' }).click()
  await expect(page.getByText('Paused').first()).toBeVisible()
  await page.getByRole('button', { name: 'Resume' }).click()
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible()
  await page.getByRole('link', { name: `Plain ${run}` }).click()
  await expect(page.getByRole('dialog')).toContainText('Browser extension')
  await expectAccessible(page)
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: 'Cancel batch…' }).click()
  await page.getByRole('button', { name: 'Cancel the batch' }).click()
  await expect(toast(page, '2 submissions cancelled')).toBeVisible()
  await expect(page.getByText('2 of 2 submissions')).toBeVisible()
  await page.setViewportSize({ width: 360, height: 740 })
  await expectNoOverflow(page)

  await page.goto(`${home}/batches?customer=${customer.id}`)
  await expect(page.getByRole('link', { name })).toBeVisible()
})
