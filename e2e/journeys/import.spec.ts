import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { expect, home, rest, test, unique } from '../fixtures'

const key = unique()
const header = 'Deal ID,Partner,Company,Deal stage,Amount,Created,Closed'
const partner = `Rowan Pike ${key}`

/** Open deals that are there only to make the work long enough to watch. */
const plain = Array.from(
  { length: 400 },
  (_, row) => `${key}-p${row},${partner},Orchard ${row} ${key},Haggling,$500.00,2026-03-02,`,
)
const file = {
  name: `deals-${key}.csv`,
  mimeType: 'text/csv',
  buffer: Buffer.from(
    [
      header,
      `${key}-1,${partner},Oak Interiors ${key},Won,"$1,200.00",2026-03-02,2026-04-13`,
      `${key}-2,${partner},Pine Roofing ${key},Lost,$800.00,2026-03-05,2026-03-09`,
      `${key}-3,${partner},Rush Bikes ${key},Haggling,a lot,2026-03-11,`,
      `${key}-4,${partner},=cmd() ${key},Won,$700.00,2026-02-30,2026-04-13`,
      ...plain,
    ].join('\r\n'),
  ),
}
const leadCount = async () => (await rest<{ count: number }>(`/leads/count?search=${key}`)).count

async function upload(page: Page) {
  await page.goto(`${home}/imports`)
  await page.getByLabel('CSV file').setInputFiles(file)
  await expect(page.getByRole('heading', { name: file.name })).toBeVisible()
  await page.getByLabel('Haggling').selectOption('Negotiating')
}

test('a file becomes leads, with its bad cells explained; the same file again adds nothing', async ({
  as,
}) => {
  test.setTimeout(120_000)
  const page = await as('admin')

  await test.step('its columns and stages are guessed', async () => {
    await upload(page)
    for (const [column, field] of [
      ['Deal ID', 'External id'],
      ['Partner', 'Partner'],
      ['Company', 'Business'],
      ['Deal stage', 'Stage'],
      ['Amount', 'Value'],
      ['Closed', 'Closed'],
    ] as const)
      await expect(page.getByLabel(column, { exact: true }).locator('option:checked')).toHaveText(
        field,
      )
    await expect(page.getByLabel('Won').locator('option:checked')).toHaveText('Won')
    await page.getByRole('button', { name: 'Check every row' }).click()
  })

  await test.step('a bad cell says what is wrong and is corrected in place', async () => {
    await page.getByRole('link', { name: /^Bad/ }).click()
    const amount = page.getByRole('textbox', { name: 'Value, row 3' })
    await expect(amount).toHaveAccessibleDescription(/amount|number/i)
    await expect(page.getByRole('textbox', { name: 'Created, row 4' })).toHaveAccessibleDescription(
      /date|day/i,
    )
    await amount.fill('$900')
    await amount.press('Enter')
    await expect(amount).toBeHidden()
    await page.reload()
    await expect(page.getByRole('textbox')).toHaveCount(1)
    expect(await leadCount()).toBe(0)
  })

  await test.step('what it will make is said before it is made', async () => {
    await page.getByRole('button', { name: 'Import 403 leads…' }).click()
    const asking = page.getByRole('alertdialog')
    await expect(asking).toContainText('1 won deals of $1,200.00')
    await expect(asking).toContainText('1 bad and 0 duplicate rows are left out')
    await asking.getByRole('button', { name: 'Import 403 leads' }).click()
    await expect(page.getByRole('progressbar', { name: 'Importing leads' })).toBeVisible()
    await expect(page.getByText('Completed', { exact: true })).toBeVisible({ timeout: 30_000 })
    expect(await leadCount()).toBe(403)
  })

  await test.step('what was rejected comes back as a file that is safe to open', async () => {
    const download = page.waitForEvent('download')
    await page.getByRole('link', { name: 'Rejected rows as CSV' }).click()
    const rejected = await readFile(await (await download).path(), 'utf8')
    expect(rejected).toContain(`'=cmd() ${key}`)
    expect(rejected.trim().split('\n')).toHaveLength(2)
  })

  await test.step('the same file again adds nothing', async () => {
    await upload(page)
    await expect(page.getByText('This very file was imported before')).toBeVisible()
    await page.getByRole('button', { name: 'Check every row' }).click()
    const importing = page.getByRole('button', { name: 'Import', exact: true })
    await expect(importing).toBeDisabled()
    await expect(importing).toHaveAccessibleDescription(/nothing to import/)
    expect(await leadCount()).toBe(403)
  })
})

test('a file that is no CSV is refused in words', async ({ as }) => {
  const page = await as('admin')
  await page.goto(`${home}/imports`)
  await page.getByLabel('CSV file').setInputFiles({
    name: 'photo.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0]),
  })
  await expect(page.getByText('This file was not taken')).toBeVisible()
  await expect(page.getByText(/not a CSV|no CSV|text/i).first()).toBeVisible()
})
