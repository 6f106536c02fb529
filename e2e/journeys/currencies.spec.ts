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

/** A day that no other journey touches, in the format of the ECB's history. */
const file = (rate: string) => ({
  name: 'eurofxref-hist.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(`Date,USD,NOK,\n2020-03-02,${rate},10.4,\n2020-02-28,1.0977,N/A,\n`),
})

test('an admin imports rates, sees what differs, and sets one by hand', async ({ as }) => {
  const page = await as('admin')
  await open(page, `${home}/settings/currencies`)
  const card = page.locator('section').filter({ hasText: 'Import rates' })
  await page.getByLabel('File of rates').setInputFiles(file('1.1122'))
  await expect(card.getByText('2 days from 28 Feb 2020 to 2 Mar 2020, 2 currencies')).toBeVisible()
  await card.getByRole('button', { name: 'Import 3 rates' }).click()
  await expect(toast(page, 'Imported 3 rates')).toBeVisible()

  await page.getByLabel('File of rates').setInputFiles(file('1.1311'))
  await expect(card.getByText('1 rate here differs from the file')).toBeVisible()
  await expectAccessible(page)
  await expectNoOverflow(page)
  await card.getByLabel('Take the rates of the file').check()
  await card.getByRole('button', { name: 'Import 1 rate' }).click()
  await expect(toast(page, 'Imported 1 rate')).toBeVisible()

  await page.getByLabel('File of rates').setInputFiles({
    name: 'error.html',
    mimeType: 'text/html',
    buffer: Buffer.from('<!doctype html><h1>503</h1>'),
  })
  await expect(card.getByText('This is a web page, not a CSV.')).toBeVisible()

  await page.getByRole('button', { name: 'Set a rate…' }).click()
  const dialog = page.getByRole('dialog')
  await expectAccessible(page)
  await dialog.getByLabel('Currency').selectOption('BHD')
  await dialog.getByLabel('Day').fill('2020-03-02')
  await dialog.getByLabel('Units for 1 EUR').fill('0')
  await dialog.getByLabel('Reason').fill('Rate of our bank')
  await dialog.getByRole('button', { name: 'Save the rate' }).click()
  await expect(dialog.getByText('Please give a rate above zero.')).toBeVisible()
  await dialog.getByLabel('Units for 1 EUR').fill('0,4191')
  await dialog.getByRole('button', { name: 'Save the rate' }).click()
  await expect(toast(page, 'Rate saved')).toBeVisible()

  await open(page, `${home}/settings/currencies?before=2020-03-03`)
  const day = page.getByRole('group').filter({ hasText: '2 Mar 2020' })
  await expect(day.getByText('By hand: Rate of our bank')).toBeVisible()
  await expect(day.getByText('1.1311')).toBeVisible()
})

test('a partner chooses a currency, and the preview says what it converts', async ({ as }) => {
  const page = await as('partner')
  await open(page, `${home}/portal/profile`)
  await page.getByLabel('Paid in').selectOption('EUR')
  await page.getByRole('button', { name: 'Save currency' }).click()
  await expect(toast(page, 'Payout currency saved')).toBeVisible()
  const { id, payoutCurrency } = await rest<{ id: string; payoutCurrency: string }>(
    '/portal/profile',
    {
      as: 'partner',
    },
  )
  expect(payoutCurrency).toBe('EUR')

  const admin = await as('admin')
  await open(admin, `${home}/partners/${id}`)
  await expect(admin.getByText('set the payout currency to EUR')).toBeVisible()
  await admin.getByRole('button', { name: 'Actions' }).click()
  await admin.getByRole('menuitem', { name: 'Change payout currency…' }).click()
  await expectAccessible(admin)
  await admin.getByLabel('Paid in').selectOption('')
  await admin.getByRole('button', { name: 'Save currency' }).click()
  await expect(toast(admin, 'Payout currency saved')).toBeVisible()
})

test('a lead is registered in another currency', async ({ as }) => {
  const page = await as('partner')
  await open(page, `${home}/portal/leads/new`)
  await page.getByLabel('Currency').selectOption('JPY')
  await page.getByLabel('Estimated value').fill('1200.50')
  await expect(page.getByLabel('Estimated value')).toHaveAttribute('placeholder', '0')
  await page.getByLabel('Contact name').fill('Yuki Tanaka')
  await page.getByLabel('Business').fill('Tanaka Ceramics')
  await page.getByRole('button', { name: 'Register' }).click()
  await expect(page.getByText('JPY has no decimals.')).toBeVisible()
  await page.getByLabel('Estimated value').fill('1,200,500')
  await page.getByRole('button', { name: 'Register' }).click()
  await expect(page.getByText('¥1,200,500').first()).toBeVisible()
})
