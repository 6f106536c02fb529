import { readFile } from 'node:fs/promises'
import { expect, expectAccessible, expectNoOverflow, home, test } from '../fixtures'

/** Deals of one agent, of whom nobody has heard; every run brings its own. */
function deals(run: string) {
  const rows = Array.from({ length: 30 }, (_, n) => {
    const stage = ['Won', 'Lost', 'Engaging'][n % 3]
    const closed = stage === 'Engaging' ? '' : `${1 + (n % 12)}/${1 + n}/2024`
    return `${run}-${n},Agent ${run},Firm ${n},${stage},${closed},"$1,0${10 + n}.00"`
  })
  rows[4] = rows[4]?.replace(/"\$.*"/, 'NaN') ?? ''
  return `id,sales agent,account,deal stage,close date,close value\n${rows.join('\n')}\n`
}

const file = (name: string, content: string) => ({
  name,
  mimeType: 'text/csv',
  buffer: Buffer.from(content),
})

/** One row more, which nobody corrects. */
const withFormula = (run: string) => `${deals(run)}${run}-x,Agent ${run},=cmd(),Won,,a lot\n`

test('a CSV becomes leads, partners and commissions, once', async ({ as }) => {
  const run = crypto.randomUUID().slice(0, 8)
  const page = await as('admin')
  await page.goto(`${home}/imports`)
  await expect(page.getByText('At most 50 MB')).toBeVisible()
  await expectAccessible(page)

  await page.getByLabel('CSV file').setInputFiles(file('broken.csv', 'a,a\n1,2\n'))
  await expect(page.getByText('is also the name of column 1')).toBeVisible()

  await page.getByLabel('CSV file').setInputFiles(file(`${run}.csv`, withFormula(run)))
  await page.waitForURL(/imports\/[0-9a-f-]{36}$/)
  await expect(page.getByLabel('sales agent')).toHaveValue('partnerName')
  await expect(page.getByLabel('Engaging')).toHaveValue('qualified')
  await expect(page.getByLabel('Month first')).toBeChecked()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Check every row' }).click()

  await expect(page.getByRole('button', { name: 'Import 29 leads…' })).toBeVisible()
  await page.getByRole('link', { name: 'Bad', exact: true }).click()
  const cell = page.getByLabel('Value, row 5')
  await expect(cell).toHaveValue('NaN')
  await expectAccessible(page)
  await cell.fill('1,014')
  await cell.press('Enter')
  await expect(cell).toBeHidden()

  await page.getByRole('button', { name: 'Import 30 leads…' }).click()
  const dialog = page.getByRole('alertdialog')
  await expect(dialog).toContainText('1 new partner')
  await expect(dialog).toContainText('10 won deals')
  await expect(dialog).toContainText('Left out: 1 bad row.')
  await dialog.getByRole('button', { name: 'Import 30 leads' }).click()
  await expect(page.getByText('Commissions of past deals')).toBeVisible({ timeout: 30_000 })
  await expect(page.getByText('Completed')).toBeVisible()
  await expectAccessible(page)

  const download = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Rejected rows as CSV' }).click()
  const rejected = await readFile(await (await download).path(), 'utf8')
  expect(rejected).toContain("'=cmd()")
  expect(rejected.match(new RegExp(`^${run}`, 'gm'))).toHaveLength(1)

  const report = page.url()
  await page.getByRole('link', { name: 'See the 30 leads' }).click()
  await expect(page.getByText('1–30 of 30')).toBeVisible()
  const remove = page.getByRole('link', { name: `Remove the filter Import ${run}.csv` })
  await remove.click()
  await expect(remove).toBeHidden()
  await expect(page).toHaveURL(/\/leads$/)

  await page.goto(report)
  await page.setViewportSize({ width: 360, height: 740 })
  await expectNoOverflow(page)
})

test('the same file again adds nothing, and a cancelled import says so', async ({ as }) => {
  const run = crypto.randomUUID().slice(0, 8)
  const content = deals(run).replace('NaN', '5')
  const page = await as('admin')
  const uploadAndCheck = async () => {
    await page.goto(`${home}/imports`)
    await page.getByLabel('CSV file').setInputFiles(file(`${run}.csv`, content))
    await page.getByRole('button', { name: 'Check every row' }).click()
  }
  await uploadAndCheck()
  await page.getByRole('button', { name: 'Import 30 leads…' }).click()
  const dialog = page.getByRole('alertdialog')
  await dialog.getByRole('button', { name: 'Import 30 leads' }).click()
  await expect(page.getByText('Completed')).toBeVisible({ timeout: 30_000 })

  await page.goto(`${home}/imports`)
  await page.getByLabel('CSV file').setInputFiles(file(`${run}.csv`, content))
  await expect(page.getByText('This very file was imported before')).toBeVisible()
  await page.getByRole('button', { name: 'Check every row' }).click()
  await expect(page.getByText('This row was imported before.').first()).toBeVisible()
  await page.getByRole('button', { name: 'Cancel import…' }).click()
  await dialog.getByRole('button', { name: 'Cancel the import' }).click()
  await expect(page.getByText('This import was cancelled')).toBeVisible()
  await expect(page.getByText('Nothing was imported.')).toBeVisible()
})
