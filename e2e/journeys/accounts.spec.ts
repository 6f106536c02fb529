import {
  countMails,
  demo,
  expect,
  expectAccessible,
  home,
  mailTo,
  makeLead,
  signIn,
  test,
  unique,
  userOf,
} from '../fixtures'

/** The people of the other workspace, so that nobody else's session ends. */
const { password } = userOf('owner')
const [leaver, forgetful, neighbour] = ['owner', 'manager', 'admin'].map((role) => ({
  email: `${role}@harbor.example`,
  password,
})) as [Person, Person, Person]
type Person = { email: string; password: string }

test('signing out everywhere ends the other browser at its next request', async ({
  page,
  browser,
}) => {
  const elsewhere = await (await browser.newContext()).newPage()
  await signIn(elsewhere, leaver)
  await signIn(page, leaver)
  await page.goto('/account')
  await page.getByRole('button', { name: 'Sign out everywhere…' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Sign out everywhere' }).click()
  await page.waitForURL('**/sign-in**')

  await elsewhere.goto('/harbor/leads')
  await expect(elsewhere).toHaveURL(/sign-in/)
  await signIn(elsewhere, leaver)
  await expect(elsewhere).toHaveURL(/harbor/)
  await elsewhere.context().close()
})

test('a forgotten password is replaced by mail, once', async ({ page }) => {
  const chosen = `quiet-lantern-${unique()}`
  const before = await countMails(page, forgetful.email, /password/i)
  await page.goto('/sign-in')
  await page.getByRole('link', { name: 'I do not know my password' }).click()
  await expect(page.getByRole('heading', { name: 'Choose a new password' })).toBeVisible()
  await page.getByLabel('E-mail').fill(forgetful.email)
  await page.getByRole('button', { name: 'Send me a link' }).click()
  await expect(page.getByText('Look into your inbox')).toBeVisible()
  const mail = await mailTo(page, forgetful.email, /password/i, before)
  const link = (await mail
    .getByRole('link', { name: 'Choose a new password' })
    .getAttribute('href')) as string

  await page.goto(link)
  await expectAccessible(page)
  await page.getByLabel('New password').fill('short')
  await page.getByRole('button', { name: 'Save and sign in' }).click()
  await expect(page.getByLabel('New password')).toHaveAttribute('aria-invalid', 'true')
  await page.getByLabel('New password').fill(chosen)
  await page.getByRole('button', { name: 'Save and sign in' }).click()
  await page.waitForURL('**/harbor/**')

  await page.goto(link)
  await expect(page.getByLabel('New password')).toBeHidden()
  await page.context().clearCookies()
  await signIn(page, { email: forgetful.email, password: chosen })
  await expect(page).toHaveURL(/harbor/)
})

test('a row of another workspace is not found, whatever the address says', async ({ page }) => {
  const { id } = await makeLead(`Nettle Garage ${unique()}`, 'prospect')
  await signIn(page, neighbour)
  for (const path of [
    `/harbor/leads/${id}`,
    `${home}/leads/${id}`,
    `${home}/leads`,
    `/harbor/leads?open=${id}`,
  ]) {
    await page.goto(path)
    await expect(page.getByRole('heading', { name: 'There is nothing here' })).toBeVisible()
    await expect(page.getByText('Nettle Garage')).toHaveCount(0)
  }
  const answer = await page.request.get(`${demo.url}/api/v1/leads/${id}`, {
    headers: { 'x-workspace': 'harbor' },
  })
  expect(answer.status()).toBe(404)
})
