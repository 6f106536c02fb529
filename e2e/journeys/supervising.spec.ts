import type { Page } from '@playwright/test'
import { expect, expectAccessible, home, open, rest, test, toast, unique } from '../fixtures'
import { makeTasks } from '../open-tasks'

type Detail = {
  candidates: { vaId: string; name: string; refused: string[] }[]
  heldByName: string | null
}
type Settings = Record<string, unknown>

const always = [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, from: 0, to: 1440 }))

/** Somebody other than the one who signs in, who can take the task at every hour. */
async function helper(id: string) {
  const { candidates } = await rest<Detail>(`/work/actions/${id}`)
  const other = candidates.find(
    ({ name, refused }) =>
      name !== 'Vera Santos' && refused.every((one) => /working hours|no room/.test(one)),
  )
  if (!other) throw new Error('Nobody else can take it')
  await rest(`/assistants/${other.vaId}`, {
    method: 'PATCH',
    body: { workingHours: always, maxConcurrentTasks: 20 },
  })
  return other
}

async function holds(page: Page, id: string, note: string) {
  await open(page, `${home}/tasks/${id}`)
  await page.getByRole('button', { name: 'Take this task' }).click()
  await expect(page.getByLabel('Note')).toBeVisible()
  await page.getByLabel('Note').fill(note)
}

test('a supervisor moves a task that somebody holds; their screen says so and keeps what they typed', async ({
  as,
}) => {
  const { items, stamp } = await makeTasks(['captcha_solving'])
  const id = items[0]?.id as string
  const other = await helper(id)
  const [va, manager] = [await as('va'), await as('manager')]
  await holds(va, id, 'Half of it, grün ✓')

  await open(manager, `${home}/work`)
  await expectAccessible(manager)
  const card = manager.locator(`[data-card="${id}"]`)
  await expect(manager.getByRole('region', { name: /^Vera Santos/ })).toContainText(stamp)
  await card.getByRole('link').focus()
  await manager.keyboard.press('m')
  await manager.getByRole('menuitem', { name: new RegExp(`^${other.name}`) }).click()
  await expect(toast(manager, `Given to ${other.name}`)).toBeVisible()
  await expect(manager.getByRole('region', { name: new RegExp(`^${other.name}`) })).toContainText(
    stamp,
  )

  await expect(va.getByText('This task is not yours any more')).toBeVisible({ timeout: 20_000 })
  await expect(va.getByLabel('Note')).toHaveValue('Half of it, grün ✓')

  // By hand from its sheet, back to where everybody can take it.
  await card.getByRole('link').click()
  const sheet = manager.getByRole('dialog')
  await sheet.getByRole('button', { name: 'More' }).click()
  await manager.getByRole('menuitem', { name: `Take it from ${other.name}` }).click()
  await expect(toast(manager, 'Waits for anybody now')).toBeVisible()
  expect(await rest<Detail>(`/work/actions/${id}`)).toMatchObject({ heldByName: null })
})

test('a task is dragged to somebody else', async ({ as }) => {
  const { items, stamp } = await makeTasks(['captcha_solving'])
  const id = items[0]?.id as string
  const other = await helper(id)
  const [va, manager] = [await as('va'), await as('manager')]
  await holds(va, id, 'Begun')

  await open(manager, `${home}/work`)
  await manager.locator(`[data-card="${id}"]`).scrollIntoViewIfNeeded()
  await manager.locator(`[data-card="${id}"]`).hover()
  await manager.mouse.down()
  const target = manager.getByRole('region', { name: new RegExp(`^${other.name}`) })
  await manager.mouse.move(0, 0, { steps: 3 })
  await target.hover()
  await target.hover({ position: { x: 60, y: 60 } })
  await manager.mouse.up()
  await expect(toast(manager, `Given to ${other.name}`)).toBeVisible()
  await expect(target).toContainText(stamp)
  expect(await rest<Detail>(`/work/actions/${id}`)).toMatchObject({ heldByName: other.name })
})

test('a task that is taken back leaves its screen at once, and what was typed stays', async ({
  as,
}) => {
  const { items } = await makeTasks(['captcha_solving'])
  const id = items[0]?.id as string
  const va = await as('va')
  await holds(va, id, 'A quarter of it')
  await rest(`/work/actions/${id}/assignment`, { method: 'DELETE' })
  await expect(va.getByText('This task is not yours any more')).toBeVisible({ timeout: 10_000 })
  await expect(va.getByLabel('Note')).toHaveValue('A quarter of it')
})

test('all that match get another priority at once', async ({ as }) => {
  const { items, stamp } = await makeTasks([
    'captcha_solving',
    'captcha_solving',
    'sms_verification',
  ])
  const page = await as('manager')
  await open(page, `${home}/work/actions?q=${stamp}&type=captcha_solving`)
  await page.getByRole('checkbox', { name: /all/i }).first().check()
  const all = page.getByRole('button', { name: /^Select all/ })
  if (await all.count()) await all.click()
  await page.getByRole('button', { name: 'Priority', exact: true }).last().click()
  await page.getByRole('menuitem', { name: 'Low', exact: true }).click()
  await expect(toast(page, 'Low: 2 tasks')).toBeVisible()
  const priorities = await Promise.all(
    items.map(async ({ id }) => (await rest<{ priority: number }>(`/work/actions/${id}`)).priority),
  )
  expect(priorities.filter((priority) => priority === 4)).toHaveLength(2)
})

test('a macro of the team is written, previewed, used and deleted', async ({ as }) => {
  const { items } = await makeTasks(['sms_verification'])
  const name = `Called ${unique()}`
  const page = await as('manager')
  await open(page, `${home}/work/macros`)
  await expectAccessible(page)
  await page.getByRole('button', { name: 'New macro' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill(name)
  await dialog.getByRole('checkbox', { name: 'Code by text message' }).check()
  await dialog.getByLabel('Outcome').selectOption('no_code')
  await dialog.getByLabel('Note').fill('Asked {{company}}, {{when}}.')
  await expect(dialog.getByText('Asked Harbour Bakery, {{when}}.')).toBeVisible()
  await expect(dialog.getByText('stands for nothing')).toBeVisible()
  await expectAccessible(page)
  await dialog.getByLabel('Note').fill('Asked {{company}}.')
  await dialog.getByRole('button', { name: 'Make macro' }).click()
  await expect(page.getByRole('listitem').filter({ hasText: name })).toContainText('No code came')

  const va = await as('va')
  await holds(va, items[0]?.id as string, '')
  await va.keyboard.press('Escape')
  await va.keyboard.press('m')
  await va.getByRole('button', { name: new RegExp(name) }).click()
  await expect(va.getByRole('radio', { name: 'No code came' })).toBeChecked()
  await expect(va.getByLabel('Note')).toHaveValue(/^Asked Harbour Bakery/)
  await open(va, `${home}/tasks/macros`)
  await expect(va.getByRole('listitem').filter({ hasText: name })).toContainText('Everybody’s')
  await expectAccessible(va)

  await page.getByRole('button', { name: `Delete ${name}` }).click()
  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  await expect(page.getByRole('listitem').filter({ hasText: name })).toHaveCount(0)
})

test('work is reviewed, done over, objected to and ruled on', async ({ as }) => {
  await expect(async () => {
    const now = await rest<Settings>('/work-settings')
    await rest('/work-settings', {
      method: 'PUT',
      body: { ...now, sampleNew: 100, sampleRegular: 100, secondReview: 0 },
    })
  }).toPass()
  const { items } = await makeTasks(['captcha_solving'])
  const id = items[0]?.id as string
  const held = await rest<{ token: string }>('/tasks/claims', { as: 'va', body: { id } })
  await rest(`/tasks/${id}/completion`, {
    as: 'va',
    body: { token: held.token, result: { type: 'captcha_solving', outcome: 'submitted' } },
  })

  const manager = await as('manager')
  await open(manager, `${home}/work/review?open=${id}`)
  await expectAccessible(manager)
  await manager.keyboard.press('2')
  await expect(manager.getByRole('radio', { name: /Poor/ })).toBeChecked()
  await manager.keyboard.press('r')
  await expect(manager.getByText('Say what is to be done over.')).toBeVisible()
  const words = `The picture shows another page, ${unique()}.`
  await manager.getByLabel('Feedback').fill(words)
  await manager.keyboard.press('Escape')
  await expect(manager.getByLabel('Feedback')).not.toBeFocused()
  await manager.keyboard.press('r')
  await expect(toast(manager, 'Sent back to be done over')).toBeVisible()

  const va = await as('va')
  await open(va, `${home}/tasks/quality`)
  await expectAccessible(va)
  const mine = va.getByRole('listitem').filter({ hasText: words })
  await expect(mine).toContainText('To be done over')
  await mine.getByRole('button', { name: 'Object…' }).click()
  await va.getByLabel('Why it should be seen differently').fill('It is the same page.')
  await va.getByRole('button', { name: 'Object', exact: true }).click()
  await expect(mine).toContainText('You objected')

  await open(manager, `${home}/work/review?status=appealed&open=${id}`)
  await expect(manager.getByText('You reviewed this, so somebody else rules')).toBeVisible()
  const owner = await as('owner')
  await open(owner, `${home}/work/review?status=appealed&open=${id}`)
  await owner.getByRole('radio', { name: /another score/ }).check()
  await owner.getByLabel('New score').selectOption('4')
  await owner.getByLabel('Why', { exact: true }).fill('The page looks alike indeed.')
  await owner.getByRole('button', { name: 'Rule', exact: true }).click()
  await expect(toast(owner, 'Ruled')).toBeVisible()
  await expect(mine).toContainText('the score is 4 now')
})

test('a question about more people is answered, and can be shared', async ({ as }) => {
  const page = await as('manager')
  await open(page, `${home}/work/what-if`)
  await page.getByLabel('More people').fill('2')
  await page.getByLabel('At work').selectOption('afternoon')
  await page.getByRole('button', { name: 'Play it through' }).click()
  await expect(page).toHaveURL(/people=2/)
  await expect(page.getByText(/^Played through/)).toBeVisible()
  await expect(page.getByRole('rowheader', { name: 'Extra person 2' })).toBeVisible()
  await expectAccessible(page)
})

test('a playbook that is edited stands beside the task at once', async ({ as }) => {
  const { items } = await makeTasks(['document_upload'])
  const id = items[0]?.id as string
  const page = await as('manager')
  await open(page, `${home}/work/playbooks/document_upload`)
  const word = `always ${unique()}`
  await page
    .getByLabel('Text', { exact: true })
    .fill(`# Documents\n\n- Ask **${word}** first.\n- <b>No tags</b>`)
  await expect(page.getByRole('region', { name: 'Preview' }).getByText(word)).toBeVisible()
  await page.getByRole('button', { name: /^Save version/ }).click()
  await expect(toast(page, /is in force/)).toBeVisible()
  await page
    .getByRole('link', { name: /^Version \d/ })
    .first()
    .click()
  await expect(page.getByText(`- Ask **${word}** first.`).first()).toBeVisible()

  const va = await as('va')
  await open(va, `${home}/tasks/${id}`)
  await expect(va.locator('strong', { hasText: word })).toBeVisible()
  await expect(va.getByText('<b>No tags</b>')).toBeVisible()
})
