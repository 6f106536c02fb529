import { expect, home, makeLead, rest, test, toast, unique } from '../fixtures'

/** Two clicks, two tabs: each change happens once, and nobody's work vanishes unsaid. */

test('a double click approves once', async ({ as }) => {
  const name = `Lagoon Dental ${unique()}`
  await makeLead(name, 'closed_won')
  const page = await as('admin')
  await page.goto(`${home}/commissions?status=pending&q=${encodeURIComponent(name)}`)
  await page.getByRole('link', { name }).click()
  const sheet = page.getByRole('dialog')
  await sheet.getByRole('button', { name: 'Approve' }).dblclick()
  await expect(sheet.getByRole('button', { name: 'Approve' })).toBeHidden()

  const id = new URL(page.url()).searchParams.get('open')
  const events = await rest<{ type: string }[]>(`/commissions/${id}/events`)
  expect(events.filter(({ type }) => type === 'commission.approved')).toHaveLength(1)
})

test('the second of two tabs is told what the first one saved', async ({ as }) => {
  const name = `Maple Vets ${unique()}`
  const { id } = await makeLead(name, 'qualified')
  const pages = [await as('manager'), await as('admin')] as const
  for (const page of pages) {
    await page.goto(`${home}/leads/${id}`)
    await page.getByRole('button', { name: 'Edit' }).click()
    await expect(page.getByRole('dialog', { name: 'Edit the lead' })).toBeVisible()
  }
  const [first, second] = pages
  await first.getByLabel('Contact name').fill('Nora Blum')
  await first.getByRole('button', { name: 'Save' }).click()
  await expect(toast(first, 'Saved')).toBeVisible()

  await second.getByLabel('Phone').fill('+1 212 555 0147')
  await second.getByRole('button', { name: 'Save' }).click()
  await expect(second.getByText('Contact name: Ida Lund → Nora Blum')).toBeVisible()
  await expect(second.getByLabel('Phone')).toHaveValue('+1 212 555 0147')
  expect(await rest(`/leads/${id}`)).toMatchObject({ clientName: 'Nora Blum', clientPhone: null })

  await second.getByLabel('Contact name').fill('Nora Blum')
  await second.getByRole('button', { name: 'Save over their changes' }).click()
  await expect(toast(second, 'Saved')).toBeVisible()
  await expect(second.getByRole('main')).toContainText('Nora Blum')
  await expect(second.getByRole('main')).toContainText('555 0147')
})
