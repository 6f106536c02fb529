import type { Locator, Page } from '@playwright/test'
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

type Dashboard = {
  id: string
  version: number
  widgets: {
    id: string
    title: string | null
    x: number
    y: number
    width: number
    height: number
  }[]
}

const figure = (metric: string, x: number, title: string) => ({
  question: { kind: 'figure', metric },
  title,
  x,
  y: 0,
  width: 3,
  height: 2,
})

const makeDashboard = (name: string, widgets: object[]) =>
  rest<Dashboard>('/analytics/dashboards', { body: { name, widgets } })

const places = async (id: string) => {
  const { widgets } = await rest<Dashboard>(`/analytics/dashboards/${id}`)
  return Object.fromEntries(
    widgets.map(({ title, x, y, width, height }) => [title, [x, y, width, height]]),
  )
}

const widget = (page: Page, name: string) =>
  page
    .locator('[data-slot="widget"]')
    .filter({ has: page.getByRole('heading', { name, exact: true }) })

const save = async (page: Page) => {
  const button = page.getByRole('button', { name: 'Save', exact: true })
  await button.click()
  await expect(button).toBeHidden()
}

/** Widgets slide to their places. */
const atRest = (page: Page) =>
  page.waitForFunction(() =>
    document.getAnimations().every(({ playState }) => playState !== 'running'),
  )

/** Days in which other journeys register nothing any more. */
function settledDays() {
  const daysAgo = (days: number) =>
    new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)
  return `range=custom&from=${daysAgo(92)}&to=${daysAgo(2)}&compare=none`
}

/** The widget that has the page's attention is added to the end of the board. */
async function build(page: Page, choose: (dialog: Locator) => Promise<void>) {
  await page.getByRole('button', { name: 'Add widget' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add a widget' })
  await expect(dialog.getByLabel('What it shows')).toBeVisible()
  await choose(dialog)
  await dialog.getByRole('button', { name: 'Add it' }).click()
  await expect(dialog).toBeHidden()
}

test('builds a dashboard, arranges it by mouse, and a reload keeps it', async ({ as }) => {
  const page = await as('admin')
  const name = `Mornings ${unique()}`
  await open(page, `${home}/analytics/money`)
  await page.getByRole('button', { name: 'Dashboards', exact: true }).click()
  await page.getByRole('menuitem', { name: 'New dashboard …' }).click()
  await page.getByLabel('Name').fill(name)
  await page.getByRole('button', { name: 'Make it' }).click()
  await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible()
  await expect(page.getByText('An empty dashboard')).toBeVisible()

  await build(page, async (dialog) => {
    await dialog.getByLabel('Figure').selectOption('leads')
    await dialog.getByLabel('Title').fill('New leads')
  })
  await build(page, async (dialog) => {
    await dialog.getByLabel('What it shows').selectOption('breakdown')
    await dialog.getByLabel('Figure').selectOption('won_value')
    await dialog.getByLabel('By', { exact: true }).selectOption('partner')
    await dialog.getByLabel('Title').fill('Who wins')
  })
  await expect(widget(page, 'Who wins').getByRole('row').nth(1)).toBeVisible()
  await save(page)
  const id = page.url().split('/').at(-1)?.split('?')[0] as string
  expect(await places(id)).toEqual({ 'New leads': [0, 0, 3, 2], 'Who wins': [0, 2, 4, 4] })

  await page.getByRole('link', { name: 'Arrange', exact: true }).click()
  const handle = page.getByRole('button', { name: 'Move Who wins' })
  await expect(handle).toBeVisible()
  const room = (await page.locator('.board').boundingBox()) as { width: number }
  const column = (room.width + 16) / 12
  const { x, y } = (await handle.boundingBox()) as { x: number; y: number }
  await page.mouse.move(x + 8, y + 8)
  await page.mouse.down()
  await page.mouse.move(x + 8 + column * 6, y + 8 - 176, { steps: 8 })
  await page.mouse.up()
  await atRest(page)
  const corner = (await widget(page, 'Who wins').boundingBox()) as {
    x: number
    y: number
    width: number
    height: number
  }
  await page.mouse.move(corner.x + corner.width - 6, corner.y + corner.height - 6)
  await page.mouse.down()
  await page.mouse.move(corner.x + corner.width - 6 + column, corner.y + corner.height - 6 + 88, {
    steps: 8,
  })
  await page.mouse.up()
  await save(page)
  const arranged = { 'New leads': [0, 0, 3, 2], 'Who wins': [6, 0, 5, 5] }
  expect(await places(id)).toEqual(arranged)
  await page.reload()
  const [leads, wins] = [
    await widget(page, 'New leads').boundingBox(),
    await widget(page, 'Who wins').boundingBox(),
  ]
  expect(wins?.y).toBeCloseTo(leads?.y ?? 0, 0)
  expect(wins?.x).toBeGreaterThan((leads?.x ?? 0) + (leads?.width ?? 0))
})

test('arranges by keyboard alone, says where things go, and gives a removed widget back', async ({
  as,
}) => {
  const page = await as('admin')
  const { id } = await makeDashboard(`Keys ${unique()}`, [
    figure('leads', 0, 'One'),
    figure('won_deals', 3, 'Two'),
    figure('won_value', 6, 'Three'),
  ])
  await open(page, `${home}/analytics/${id}`)
  await page.getByRole('link', { name: 'Arrange', exact: true }).press('Enter')
  const one = page.getByRole('button', { name: 'Move One' })
  await one.focus()
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('status').filter({ hasText: 'column 4 of 12, row 1' })).toBeAttached()
  await page.keyboard.press('Shift+ArrowDown')
  await expect(page.getByRole('status').filter({ hasText: '3 wide, 3 tall' })).toBeAttached()
  await expect(one).toBeFocused()
  await page.keyboard.press('ArrowUp')
  await expect(page.getByRole('status').filter({ hasText: 'at the edge' })).toBeAttached()

  await page.getByRole('button', { name: 'Arrange Three' }).press('Enter')
  await page.getByRole('menuitem', { name: 'Wider' }).press('Enter')
  await expect(
    page.getByRole('status').filter({ hasText: 'Three: column 7 of 12, row 1, 4 wide' }),
  ).toBeAttached()

  await page.getByRole('button', { name: 'Move Two' }).press('Delete')
  await expect(widget(page, 'Two')).toBeHidden()
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('button', { name: 'Move Two' })).toBeFocused()
  await expectAccessible(page)
  await save(page)
  expect(await places(id)).toEqual({ Two: [0, 0, 3, 2], One: [3, 0, 3, 3], Three: [6, 0, 4, 2] })
})

test('does not overwrite what another tab has saved', async ({ as }) => {
  const page = await as('admin')
  const name = `Tabs ${unique()}`
  const { id, version } = await makeDashboard(name, [figure('leads', 0, 'One')])
  await open(page, `${home}/analytics/${id}?edit=1`)
  await page.getByRole('button', { name: 'Move One' }).press('ArrowRight')
  await rest(`/analytics/dashboards/${id}/widgets`, {
    method: 'PUT',
    body: { version, widgets: [figure('won_value', 0, 'From elsewhere')] },
  })
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText('changed in another tab')).toBeVisible()
  await page.getByRole('button', { name: 'Keep as a copy …' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByRole('heading', { name: `${name} (copy)`, level: 1 })).toBeVisible()
  await expect(widget(page, 'One')).toBeVisible()
  expect(Object.keys(await places(id))).toEqual(['From elsewhere'])
})

test('shares a dashboard; a colleague copies it and changes the copy alone', async ({ as }) => {
  const admin = await as('admin')
  const name = `Shared ${unique()}`
  const { id } = await makeDashboard(name, [figure('leads', 0, 'One')])
  const manager = await as('manager')
  await manager.goto(`${home}/analytics/${id}`)
  await expect(manager.getByText(/does not exist|nothing here/i)).toBeVisible()

  await open(admin, `${home}/analytics/${id}`)
  await admin.getByRole('button', { name: 'More for this dashboard' }).click()
  await admin.getByRole('menuitem', { name: 'Share with colleagues' }).click()
  await expect(toast(admin, 'Your colleagues see this dashboard now')).toBeVisible()

  await open(manager, `${home}/analytics`)
  await manager.getByRole('button', { name: 'Dashboards', exact: true }).click()
  await manager.getByRole('menuitem', { name: new RegExp(`^${name}, by`) }).click()
  await expect(manager.getByText('Shared by Adam Reyes')).toBeVisible()
  await manager.getByRole('button', { name: 'More for this dashboard' }).click()
  await expect(manager.getByRole('menuitem', { name: 'Rename …' })).toBeHidden()
  await manager.getByRole('menuitem', { name: 'Make a copy …' }).click()
  await manager.getByRole('dialog').getByRole('button', { name: 'Make a copy' }).click()
  await expect(toast(manager, `Copied as “${name}”`)).toBeVisible()
  await expect(manager.getByText('Shared by')).toBeHidden()
  await manager.getByRole('link', { name: 'Arrange', exact: true }).click()
  await manager.getByRole('button', { name: 'Move One' }).press('Delete')
  await save(manager)
  expect(Object.keys(await places(id))).toEqual(['One'])
})

test('opens as many rows as a number counts', async ({ as }) => {
  const page = await as('admin')
  await open(page, `${home}/analytics/money?range=90d&compare=none`)
  const card = widget(page, 'Won value')
  const shown = await card.first().getByRole('link').first().innerText()
  await card.first().getByRole('link').first().click()
  await expect(page.getByRole('heading', { name: 'Won value', level: 1 })).toBeVisible()
  await expect(page.locator('[data-slot="stat"]').first()).toContainText(shown)
  const stated = await page.locator('[data-slot="stat"]').nth(1).innerText()
  const count = Number(/([\d,]+) leads?/.exec(stated)?.[1]?.replace(',', ''))
  expect(count).toBeGreaterThan(0)
  await expect(page.locator('tbody tr').first()).toBeVisible()
  let seen = await page.locator('tbody tr').count()
  while (seen < count) {
    await page.getByRole('link', { name: /next/i }).click()
    await expect(page.getByText(`${seen + 1}–`)).toBeVisible()
    seen += await page.locator('tbody tr').count()
  }
  expect(seen).toBe(count)
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Export as CSV' }).click(),
  ])
  const lines = (await (await import('node:fs/promises')).readFile(await download.path(), 'utf8'))
    .trim()
    .split('\n')
  expect(lines).toHaveLength(count + 2)
})

test('opens the rows of a step of a funnel, and of those who may still come to it', async ({
  as,
}) => {
  const page = await as('admin')
  const board = `${home}/analytics/money?${settledDays()}`
  await open(page, board)
  const step = widget(page, 'Pipeline').getByRole('rowgroup').filter({ hasText: 'Qualified' })
  const reached = step.getByRole('cell').first().getByRole('link')
  const shown = await reached.textContent()
  await reached.click()
  await expect(
    page.getByRole('heading', { name: 'Pipeline: came to “Qualified”', level: 1 }),
  ).toBeVisible()
  await expect(page.locator('[data-slot="stat"]').nth(1)).toContainText(`${shown} lead`)
  await expectAccessible(page)

  await open(page, board)
  const waiting = step.getByRole('link', { name: /may still come/ })
  const [still = ''] = /[\d,]+/.exec((await waiting.textContent()) ?? '') ?? []
  await waiting.click()
  await expect(
    page.getByRole('heading', { name: 'Pipeline: may still come to “Qualified”', level: 1 }),
  ).toBeVisible()
  await expect(page.locator('[data-slot="stat"]').nth(1)).toContainText(`${still} lead`)
})

test('opens the people who came to a step, and those who began in a period', async ({ as }) => {
  const page = await as('admin')
  const [viewed, sent] = [`viewed.${unique()}`, `sent.${unique()}`]
  const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString()
  const event = (eventType: string, userId: string, minutes: number) => ({
    eventType,
    userId,
    createdAt: ago(minutes),
  })
  const events = [
    ...['ana', 'ben', 'cleo'].map((who) => event(viewed, who, 9)),
    ...['ana', 'cleo'].map((who) => event(sent, who, 5)),
  ]
  await rest('/events', { body: { events } })
  const place = { x: 0, width: 6, height: 4 }
  const { id } = await makeDashboard(`People ${unique()}`, [
    { question: { kind: 'event-funnel', steps: [viewed, sent] }, title: 'Steps', y: 0, ...place },
    { question: { kind: 'retention', start: viewed }, title: 'Back', y: 4, ...place },
  ])
  const board = `${home}/analytics/${id}?range=7d&compare=none`
  await open(page, board)
  const step = widget(page, 'Steps').getByRole('rowgroup').filter({ hasText: sent })
  await step.getByRole('link', { name: '2', exact: true }).click()
  const heading = page.getByRole('heading', { level: 1 })
  await expect(heading).toHaveText(`Steps of people: came to “${sent}”`)
  await expect(page.locator('[data-slot="stat"]').nth(1)).toContainText('2 people')
  await expect(page.locator('tbody tr')).toHaveCount(2)
  await expect(page.locator('tbody')).toContainText('ana')
  await expectAccessible(page)
  await page.goto(page.url().replace('step=2', 'step=3'))
  await expect(heading).toHaveText('No such rows')
  await expect(page.getByText(`The steps are: 1 (${viewed}), 2 (${sent}).`)).toBeVisible()
  await expectAccessible(page)

  await open(page, board)
  await widget(page, 'Back').getByRole('link', { name: '3', exact: true }).click()
  await expect(heading).toContainText('People who began on')
  await expect(page.locator('tbody tr')).toHaveCount(3)
})

test('builds a widget that is filtered, says so, and opens those rows alone', async ({ as }) => {
  const page = await as('admin')
  const { id } = await makeDashboard(`Filtered ${unique()}`, [figure('leads', 0, 'All of them')])
  await open(page, `${home}/analytics/${id}?edit=1`)
  await build(page, async (dialog) => {
    await dialog.getByLabel('Figure').selectOption('leads')
    const add = dialog.getByRole('button', { name: 'Add a filter' })
    await add.press('Enter')
    await add.press('Enter')
    await dialog.getByRole('button', { name: 'Remove filter 2' }).press('Enter')
    await expect(add).toBeFocused()
    await dialog.getByLabel('Filter 1', { exact: true }).selectOption('stage')
    await dialog.getByLabel('Value of filter 1').selectOption({ label: 'Prospect' })
    await dialog.getByLabel('Title').fill('Prospects')
    await expectAccessible(page)
  })
  await expect(widget(page, 'Prospects')).toContainText('Stage: Prospect')
  await save(page)
  await open(page, `${home}/analytics/${id}?${settledDays()}`)
  const number = widget(page, 'Prospects').getByRole('link').first()
  const shown = await number.textContent()
  await page.getByRole('button', { name: 'About Prospects' }).press('Enter')
  await expect(page.getByRole('dialog', { name: 'About Prospects' })).toContainText(
    'Stage: Prospect',
  )
  await page.keyboard.press('Escape')
  await number.click()
  await expect(page).toHaveURL(/where=stage/)
  await expect(page.locator('[data-slot="stat"]').nth(1)).toContainText(`${shown} lead`)
})

test('shows which widget failed and why, and the rest stays', async ({ as }) => {
  const page = await as('admin')
  const { id } = await makeDashboard(`Broken ${unique()}`, [
    figure('leads', 0, 'One'),
    figure('won_deals', 3, 'Two'),
  ])
  await open(page, `${home}/analytics/${id}`)
  await page.route('**/api/v1/analytics/dashboard?*', async (route) => {
    const response = await route.fetch()
    const body = (await response.json()) as { widgets: { id: string; title: string }[] }
    const [{ id: first, title } = { id: '', title: '' }, ...others] = body.widgets
    const error = { code: 'unavailable', message: 'This took too long and was stopped.' }
    await route.fulfill({ json: { ...body, widgets: [{ id: first, title, error }, ...others] } })
  })
  await makeLead(`Wakes it ${unique()}`, 'prospect')
  const broken = widget(page, 'One').getByRole('alert')
  await expect(broken).toContainText('took too long')
  await expect(widget(page, 'Two').getByRole('link').first()).toHaveText(/^\d/)
  // Asked for alone, it goes another way; with that way mended, any change of another journey would heal it first.
  await broken.getByRole('button', { name: 'Try again' }).click()
  await expect(broken).toBeHidden()
  await page.unrouteAll({ behavior: 'wait' })
})

test('follows a change within two seconds', async ({ as }) => {
  const page = await as('admin')
  const { id } = await makeDashboard(`Live ${unique()}`, [figure('leads', 0, 'Leads now')])
  await open(page, `${home}/analytics/${id}`)
  const number = async () =>
    Number((await widget(page, 'Leads now').getByRole('link').first().innerText()).replace(',', ''))
  const before = await number()
  await makeLead(`New ${unique()}`, 'prospect')
  await expect.poll(number, { timeout: 2000, intervals: [100] }).toBeGreaterThan(before)
})

test('keeps days and comparison in the address, and says what a figure means', async ({ as }) => {
  const page = await as('manager')
  await open(page, `${home}/analytics/work`)
  await page.getByRole('button', { name: 'Last 30 days' }).click()
  await page.getByRole('menuitemradio', { name: 'Last 7 days' }).click()
  await expect(page).toHaveURL(/range=7d/)
  await page.getByRole('button', { name: /^Compared with/ }).click()
  await page.getByRole('menuitemradio', { name: 'A year earlier' }).click()
  await expect(page).toHaveURL(/range=7d&compare=year/)
  await page.reload()
  await expect(page.getByRole('button', { name: 'Last 7 days' })).toBeVisible()
  await page.getByRole('button', { name: 'About Leads', exact: true }).press('Enter')
  const about = page.getByRole('dialog', { name: 'About Leads' })
  await expect(about).toContainText('Leads by the day they were registered.')
  await expect(about).toContainText('New York')
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'More for Leads over time' }).click()
  await page.getByRole('menuitem', { name: 'Show as a table' }).click()
  await expect(
    page.getByRole('region', { name: 'Leads over time, as a table' }).getByRole('row'),
  ).toHaveCount(8)
})
