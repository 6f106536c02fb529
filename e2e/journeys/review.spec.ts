import { expect, home, open, test, toast } from '../fixtures'

test('reviews by keyboard: next, reject with a reason, approve, and on to the next', async ({
  as,
}) => {
  const page = await as('manager')
  await open(page, `${home}/applications`)
  const names = await page.locator('tbody a').allTextContents()
  expect(names.length).toBeGreaterThan(3)
  const heading = (name: string | undefined) =>
    page.getByRole('dialog').getByRole('heading', { name })

  await page.getByRole('link', { name: names[0], exact: true }).click()
  await expect(heading(names[0])).toBeVisible()
  await page.keyboard.press('ArrowRight')
  await expect(heading(names[1])).toBeVisible()
  await page.keyboard.press('ArrowLeft')
  await expect(heading(names[0])).toBeVisible()

  await page.keyboard.press('r')
  await page
    .getByLabel('Reason, as they will read it')
    .fill('We look for partners in another region.')
  // A letter typed into the reason is no command.
  await page.keyboard.press('a')
  await page.getByRole('button', { name: 'Reject', exact: true }).click()
  await expect(toast(page, `${names[0]} was rejected`)).toBeVisible()
  await expect(heading(names[1])).toBeVisible()

  await page.keyboard.press('a')
  await expect(toast(page, `${names[1]} is a partner now`)).toBeVisible()
  await expect(heading(names[2])).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('link', { name: names[0], exact: true })).toBeHidden()
})

test('says what a refused action needs', async ({ as }) => {
  const page = await as('manager')
  await page.goto(`${home}/commissions?status=pending`)
  await expect(page.getByRole('heading', { name: 'Commissions' })).toBeVisible()
  await expect(page.getByRole('checkbox')).toHaveCount(0)
  await page.goto(`${home}/payouts/new`)
  await expect(page.getByText(/does not allow|nothing here/i)).toBeVisible()
})
