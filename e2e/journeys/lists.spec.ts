import { expect, home, makeLead, rest, test, unique } from '../fixtures'

test('reload and Back give the same view of a list', async ({ as }) => {
  const key = unique()
  const [cheap, dear] = [`Isle Bakery ${key}`, `Juniper Law ${key}`]
  await makeLead(cheap, 'qualified')
  const { id } = await makeLead(dear, 'qualified')
  await makeLead(`Kelp Studio ${key}`, 'prospect')
  await rest(`/leads/${id}`, { method: 'PATCH', body: { estimatedValue: 9_000_00 } })
  const page = await as('manager')
  const rows = page.locator('tbody').getByRole('link')

  await page.goto(`${home}/leads`)
  await page.getByRole('searchbox', { name: 'Search leads' }).fill(key)
  await expect(rows).toHaveCount(3)
  await page.getByRole('button', { name: 'Stage' }).click()
  await page.getByRole('menuitemcheckbox', { name: 'Qualified' }).click()
  await page.keyboard.press('Escape')
  await expect(rows).toHaveCount(2)
  await page.getByRole('columnheader', { name: 'Value' }).getByRole('link').click()
  await expect(rows).toHaveText([dear, cheap])

  await page.getByRole('link', { name: cheap }).click()
  const sheet = page.getByRole('dialog', { name: cheap })
  await expect(sheet).toBeVisible()
  await page.reload()
  await expect(sheet).toBeVisible()
  await expect(page.locator('tbody a')).toHaveText([dear, cheap])

  await page.goBack()
  await expect(sheet).toBeHidden()
  await expect(rows).toHaveText([dear, cheap])
  await expect(page.getByRole('searchbox', { name: 'Search leads' })).toHaveValue(key)
  await page.goForward()
  await expect(sheet).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(sheet).toBeHidden()

  await page.goto(`${home}/partners`)
  await page.goBack()
  await expect(rows).toHaveText([dear, cheap])
})
