import { demo, expect, expectAccessible, home, mailTo, open, rest, test, toast } from '../fixtures'

const stamp = Date.now().toString(36)
const applicant = {
  name: `Juno Rivers ${stamp}`,
  email: `juno.${stamp}@riverside-${stamp}.example`,
  password: 'seven-Quiet-otters-41',
}
const client = `Harbour Books ${stamp}`

type Visitors = {
  items: {
    label: string
    detail: string | null
    opens: string | null
    visitor: { stage: string }
  }[]
}

/** The applicant among the visitors who came to a step these days. */
async function visitorAt(step: string) {
  const [from, to] = [-1, 1].map((days) =>
    new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10),
  )
  const { items } = await rest<Visitors>(
    `/analytics/rows?funnel=visitors&step=${step}&from=${from}&to=${to}&limit=200`,
  )
  return items.find(({ label }) => label === applicant.name)
}

test('from an application to money that has arrived, with three people', async ({
  page,
  as,
  browser,
}) => {
  test.setTimeout(180_000)

  await test.step('a visitor reads the programme and applies', async () => {
    const referrer = await as('partner')
    await open(referrer, `${home}/portal`)
    const referral = await referrer.getByText(/\/p\/.+\?ref=/).textContent()
    const [campaign] = await rest<{ id: string; name: string }[]>('/campaigns')
    const counted = (stage: string) =>
      page.waitForResponse(
        (answer) =>
          answer.url().endsWith('/visits') &&
          answer.request().postDataJSON().stage === stage &&
          answer.status() === 202,
      )
    const visited = counted('visited')
    await page.goto(`${referral}&campaign=${campaign?.id}`)
    await expect(page.getByText('What would you earn?')).toBeVisible()
    await visited
    const estimated = counted('estimated')
    await page.getByLabel('Won deals in a year').press('ArrowRight')
    await estimated
    await page.getByRole('link', { name: 'Apply as a partner' }).first().click()
    await page.getByLabel('Your name').fill(applicant.name)
    await page.getByLabel('E-mail').fill(applicant.email)
    await page.getByLabel('Who do you know?').fill('Booksellers along the coast.')
    await page.getByLabel('Clients you expect to bring in a year').fill('6')
    // Who comes back without the link is still referred by it.
    await page.goto(`/p/${demo.workspace.slug}/apply`)
    await expect(page.getByLabel('Your name')).toHaveValue(applicant.name)
    await page.getByLabel('I do this regularly').check()
    await page.getByLabel(/I accept the/).check()
    await page.getByRole('button', { name: 'Send application' }).click()
    await expect(page.getByText('Please look into your mail')).toBeVisible()
    expect(await visitorAt('applied')).toMatchObject({
      detail: campaign?.name,
      opens: expect.any(String),
      visitor: { stage: 'applied' },
    })
    // Nothing that outlives the tab.
    expect(await page.context().cookies()).toEqual([])
    expect(await page.evaluate(() => Object.keys(localStorage).join())).not.toContain('visit')
    const mail = await mailTo(page, applicant.email, /application/i)
    const link = await mail.getByRole('link').first().getAttribute('href')
    await page.goto(link as string)
    await expect(page.getByText('Pending')).toBeVisible()
  })

  const admin = await as('admin')
  await test.step('an admin approves with one key', async () => {
    await open(admin, `${home}/applications?q=${stamp}`)
    await admin.getByRole('link', { name: applicant.name }).click()
    await expect(admin.getByText('Booksellers along the coast.')).toBeVisible()
    const sheet = admin.getByRole('dialog', { name: applicant.name })
    const referredBy = sheet.locator('dt', { hasText: 'Referred by' }).locator('+ dd')
    await expect(referredBy.getByRole('link')).toBeVisible()
    await admin.keyboard.press('a')
    await expect(toast(admin, `${applicant.name} is a partner now`)).toBeVisible()
    expect(await visitorAt('joined')).toMatchObject({ visitor: { stage: 'joined' } })
  })

  const context = await browser.newContext()
  const partner = await context.newPage()
  await test.step('the partner follows the invitation into the portal', async () => {
    const mail = await mailTo(partner, applicant.email, /invit|welcome|partner/i)
    const link = await mail
      .getByRole('link', { name: /accept|join|password|portal/i })
      .first()
      .getAttribute('href')
    await partner.goto(link as string)
    await expectAccessible(partner)
    await partner.getByLabel('Your name').fill(applicant.name)
    await partner.getByLabel('Password').fill(applicant.password)
    await partner.getByRole('button', { name: 'Join' }).click()
    await partner.waitForURL(`**${home}/portal`)
    await expect(partner.getByText('Bronze').first()).toBeVisible()
  })

  await test.step('the partner registers a client', async () => {
    await partner.goto(`${home}/portal/leads`)
    await partner
      .getByRole('main')
      .getByRole('link', { name: /^Register/ })
      .first()
      .click()
    await partner.getByLabel('Contact name').fill('Mara Quill')
    await partner.getByLabel('Business').fill(client)
    await partner.getByLabel('E-mail').fill(`mara@harbour-books-${stamp}.example`)
    await partner.getByLabel('Estimated value').fill('$10,000')
    await partner.getByRole('button', { name: 'Register' }).click()
    await expect(partner.getByText(client).first()).toBeVisible()
  })

  await test.step('the admin moves it to won and sees the commission before it is made', async () => {
    await admin.goto(`${home}/leads?q=${encodeURIComponent(client)}`)
    await admin.getByRole('link', { name: client }).first().click()
    await admin.getByRole('link', { name: 'Open the whole page' }).click()
    await expect(admin.getByRole('heading', { level: 1, name: client })).toBeVisible()
    for (const stage of ['Qualified', 'Proposal sent', 'Negotiating']) {
      const onward = admin.getByRole('button', { name: stage, exact: true })
      await onward.click()
      await expect(onward).toBeHidden()
    }
    await admin.getByRole('button', { name: 'Mark as won…' }).click()
    const dialog = admin.getByRole('dialog', { name: `Won ${client}?` })
    await dialog.getByLabel('Final project value').fill('12,345.67')
    await expect(dialog.getByRole('region', { name: 'Commission' })).toContainText('$2,469.13')
    await dialog.getByRole('button', { name: 'Mark as won' }).click()
    await expect(admin.getByRole('main')).toContainText('$2,469.13')
  })

  await test.step('the admin approves the commission', async () => {
    await admin.goto(`${home}/commissions?status=pending`)
    await admin.getByRole('link', { name: client }).click()
    await expect(admin.getByText('How this was computed')).toBeVisible()
    await admin.getByRole('button', { name: 'Approve' }).click()
    // The word alone stands on the page before; leaving now would leave before the answer.
    await expect(toast(admin, 'Approved')).toBeVisible()
  })

  await test.step('a payout pays it', async () => {
    await admin.goto(`${home}/payouts/new`)
    for (const box of await admin.getByRole('checkbox').all()) await box.uncheck()
    await admin.getByRole('checkbox', { name: applicant.name }).check()
    await admin.getByRole('button', { name: 'Make 1 payout…' }).click()
    await admin.getByRole('alertdialog').getByRole('button', { name: 'Make 1 payout' }).click()
    await admin.waitForURL(/payouts\/runs\//)
    await admin.getByRole('link', { name: applicant.name }).click()
    await admin.getByRole('button', { name: 'Approve…' }).click()
    await admin.getByRole('button', { name: 'Approve $2,469.13' }).click()
    await admin.getByRole('button', { name: 'Mark as paid…' }).click()
    await admin.getByLabel('Reference').fill(`TRF-${stamp}`)
    await admin.getByRole('button', { name: 'Mark $2,469.13 as paid' }).click()
    // The word alone stands on the page before.
    await expect(toast(admin, 'Marked as paid')).toBeVisible()
  })

  await test.step('the partner sees it arrive', async () => {
    await partner.goto(`${home}/portal/payouts`)
    await expect(partner.getByText('$2,469.13').first()).toBeVisible()
    await partner
      .getByRole('link', { name: /\$2,469\.13|2026/ })
      .first()
      .click()
    await expect(partner.getByText(new RegExp(`reference TRF-${stamp}`)).first()).toBeVisible()
  })

  await test.step('a refund takes its part of the commission back', async () => {
    await admin.goto(`${home}/leads?q=${encodeURIComponent(client)}`)
    await admin.getByRole('link', { name: client }).first().click()
    await admin.getByRole('link', { name: 'Open the whole page' }).click()
    await admin.getByRole('button', { name: 'Record a refund…' }).click()
    const dialog = admin.getByRole('dialog', { name: `Refund ${client}?` })
    await dialog.getByLabel('Amount refunded').fill('2,345.67')
    await dialog.getByLabel('Reason').fill('The last phase was dropped.')
    await expect(dialog.getByRole('region', { name: 'Clawback' })).toContainText('-$469.13')
    await expectAccessible(admin)
    await dialog.getByRole('button', { name: 'Record the refund' }).click()
    await expect(toast(admin, '$2,345.67 refunded')).toBeVisible()
    await expect(admin.getByRole('main')).toContainText('$469.13 of commission taken back')
    await admin.goto(`${home}/ledger?account=payable`)
    await expect(admin.getByRole('row', { name: /Clawback.+-\$469\.13/ }).first()).toBeVisible()
  })

  await test.step('the partner reads what was taken back, and that nothing is to be sent', async () => {
    await partner.goto(`${home}/portal`)
    await expect(partner.getByText(/\$469\.13 more was taken back than is due/)).toBeVisible()
    await partner.goto(`${home}/portal/commissions`)
    await partner.getByRole('link', { name: client }).first().click()
    await expect(partner.getByText('The last phase was dropped.').first()).toBeVisible()
  })
  await context.close()
})

test('a visitor who asks not to be tracked is not counted', async ({ page }) => {
  await page.addInitScript(() =>
    Object.defineProperty(navigator, 'globalPrivacyControl', { value: true }),
  )
  const told: string[] = []
  page.on('request', (request) => {
    if (request.url().endsWith('/visits')) told.push(request.url())
  })
  await open(page, `/p/${demo.workspace.slug}`)
  await page.getByLabel('Value of a deal').press('ArrowRight')
  await page.getByRole('link', { name: 'Apply as a partner' }).first().click()
  await expect(page.getByLabel('Your name')).toBeVisible()
  expect(told).toEqual([])
  expect(await page.evaluate(() => sessionStorage.length)).toBe(0)
})
