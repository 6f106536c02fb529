import type { Page } from '@playwright/test'
import {
  expect,
  expectAccessible,
  home,
  makeLead,
  open,
  rest,
  test,
  toast,
  unique,
} from '../fixtures'

const openBoard = async (page: Page, search: string) => {
  await open(page, `${home}/leads?view=board&q=${search}`)
}
const column = (page: Page, stage: string) =>
  page.getByRole('region', { name: new RegExp(`^${stage},`) })
const cardIn = (page: Page, stage: string, name: string) =>
  column(page, stage).getByRole('listitem').filter({ hasText: name })

/** Takes a card to a column and holds it there. */
async function dragOver(page: Page, name: string, stage: string) {
  await page.getByRole('link', { name }).hover()
  await page.mouse.down()
  const { x, y, width } = (await column(page, stage).boundingBox()) ?? { x: 0, y: 0, width: 0 }
  await page.mouse.move(x + width / 2, y + 120, { steps: 5 })
  await page.mouse.move(x + width / 2, y + 130)
}

test('cards are dragged, and a column that may not take one says why', async ({ as }) => {
  const name = `Dune Optics ${unique()}`
  await makeLead(name, 'prospect')
  const page = await as('manager')
  await openBoard(page, name)

  await dragOver(page, name, 'Won')
  await expect(column(page, 'Won')).toContainText('Only a lead in Negotiating can be won.')
  await page.mouse.up()
  await expect(column(page, 'Won')).not.toContainText('Only a lead')
  await expect(cardIn(page, 'Prospect', name)).toBeVisible()

  await dragOver(page, name, 'Qualified')
  await page.mouse.up()
  await expect(cardIn(page, 'Qualified', name)).toBeVisible()
  await expect(toast(page, `Moved ${name} to Qualified`)).toBeVisible()
  await openBoard(page, name)
  await expect(cardIn(page, 'Qualified', name)).toBeVisible()

  await dragOver(page, name, 'Lost')
  await page.mouse.up()
  const asking = page.getByRole('dialog', { name: `Mark ${name} as lost?` })
  await asking.getByRole('button', { name: 'Mark as lost' }).click()
  await expect(asking.getByLabel('Why?')).toHaveAttribute('aria-invalid', 'true')
  await asking.getByRole('button', { name: 'No budget.' }).click()
  await asking.getByRole('button', { name: 'Mark as lost' }).click()
  await expect(column(page, 'Lost')).toHaveAccessibleName('Lost, 1 lead')
})

test('the keyboard alone moves a card, wins it and takes the win back', async ({ as }) => {
  const key = unique()
  const [far, near] = [`Fern Kitchens ${key}`, `Gale Physio ${key}`]
  await makeLead(near, 'prospect')
  const { id } = await makeLead(far, 'negotiating')
  const preview = await rest<{ commissionAmount: number }>(
    `/leads/${id}/commission-preview?projectValue=1234567`,
  )
  const commission = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' }).format(
    preview.commissionAmount / 100,
  )
  const page = await as('manager')
  await openBoard(page, key)

  await page.getByRole('link', { name: near }).focus()
  await page.keyboard.press('m')
  await expect(page.getByRole('menu')).toBeVisible()
  await expect(page.getByRole('menuitem', { name: /^Won/ })).toContainText(
    'Only a lead in Negotiating can be won.',
  )
  await page.keyboard.press('q')
  await page.keyboard.press('Enter')
  await expect(cardIn(page, 'Qualified', near)).toBeVisible()
  await expect(page.getByRole('link', { name: near })).toBeFocused()

  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('link', { name: far })).toBeFocused()
  await page.keyboard.press('m')
  await expect(page.getByRole('menu')).toBeVisible()
  await page.keyboard.press('w')
  await page.keyboard.press('Enter')
  const asking = page.getByRole('dialog', { name: `Won ${far}?` })
  await asking.getByLabel('Final project value').fill('12,345.67')
  await expect(asking.getByRole('region', { name: 'Commission' })).toContainText(commission)
  await page.keyboard.press('Enter')
  await expect(column(page, 'Won')).toHaveAccessibleName('Won, 1 lead')
  await expect(toast(page, 'You can take it back for 10 minutes.')).toBeVisible()

  await page.goto(`${home}/leads/${id}`)
  await expect(page.getByRole('main')).toContainText(commission)
  await page.getByRole('button', { name: /^Undo the win/ }).click()
  await expect(toast(page, `Took back the win of ${far}`)).toBeVisible()
  await expect(page.getByRole('button', { name: 'Mark as won…' })).toBeVisible()
  await expect(page.getByRole('main').getByText('Reversed').first()).toBeVisible()
})

test('a move that somebody else made first is refused with the reason', async ({ as }) => {
  const name = `Heath Florist ${unique()}`
  const { id } = await makeLead(name, 'prospect')
  const page = await as('manager')
  await openBoard(page, name)
  await page.getByRole('button', { name: `Move ${name}` }).click()
  await expect(page.getByRole('menu')).toBeVisible()
  await rest(`/leads/${id}/stage`, { body: { to: 'closed_lost', reason: 'They moved abroad.' } })
  await page.getByRole('menuitem', { name: 'Qualified', exact: true }).click()
  await expect(toast(page, `${name} was not moved`)).toBeVisible()
  await expect(toast(page, /Somebody else moved this lead/)).toBeVisible()
  await expect(column(page, 'Lost')).toHaveAccessibleName('Lost, 1 lead')
})

test('a call is logged on a lead by keyboard, seen, taken back and put back', async ({ as }) => {
  const { id } = await makeLead(`Harbour Optics ${unique()}`, 'qualified')
  const page = await as('manager')
  await open(page, `${home}/leads/${id}`)
  await expect(page.getByText('Nobody has called about this lead.')).toBeVisible()
  await page.keyboard.press('l')
  const dialog = page.getByRole('dialog', { name: 'Log a call' })
  await expect(dialog.getByLabel('Whom')).toHaveValue('Ida Lund')
  await dialog.getByLabel('Length').fill('4:5')
  await page.keyboard.press('Enter')
  await expect(dialog.getByText('Please give minutes and seconds, such as 4:05.')).toBeVisible()
  await dialog.getByLabel('Length').fill('4:05')
  await dialog.getByLabel('How they rated it').selectOption('5')
  await dialog.getByLabel('Note').fill('Wants the offer by mail.')
  await expectAccessible(page)
  await dialog.getByLabel('Phone').press('Enter')
  await expect(toast(page, 'Call to Ida Lund logged')).toBeVisible()
  await expect(dialog).toBeHidden()

  const row = page.getByRole('listitem').filter({ hasText: 'Wants the offer by mail.' })
  await expect(row).toContainText('Reached4:05')
  await expect(row).toContainText('rated 5 of 5')
  await expect(page.getByText(/logged a call by .* to Ida Lund: reached, 4:05/)).toBeVisible()
  await expectAccessible(page)
  await row.getByRole('button', { name: 'Remove the call to Ida Lund' }).click()
  await expect(row).toHaveCount(0)
  await page
    .getByRole('region', { name: /^Notifications/ })
    .getByRole('listitem')
    .filter({ hasText: 'Removed the call to Ida Lund' })
    .getByRole('button', { name: 'Undo' })
    .click()
  await expect(row).toBeVisible()
  const { items } = await rest<{ items: { seconds: number }[] }>(`/leads/${id}/calls`)
  expect(items).toMatchObject([{ seconds: 245 }])
})
