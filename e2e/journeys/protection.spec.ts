import {
  expect,
  expectAccessible,
  home,
  mailTo,
  open,
  rest,
  test,
  toast,
  unique,
  userOf,
} from '../fixtures'

type Lead = { id: string; businessName: string }

/** A client that the demo partner holds and the agency has tried to register for somebody else. */
async function contested() {
  const stamp = unique()
  const domain = `contested-${stamp}.example`
  const held = await rest<Lead>('/leads', {
    as: 'partner',
    body: {
      clientName: 'Ida Lund',
      businessName: `Contested ${stamp}`,
      clientEmail: `ida@${domain}`,
    },
  })
  const { items } = await rest<{ items: { id: string; name: string; status: string }[] }>(
    '/partners?limit=50',
  )
  const own = await rest<{ partnerId: string }>(`/leads/${held.id}`)
  const other = items.find(({ id, status }) => id !== own.partnerId && status === 'active')
  const second = {
    partnerId: other?.id,
    clientName: 'Sam',
    businessName: `Wanted ${stamp}`,
    website: `https://${domain}`,
  }
  await expect(rest('/leads', { body: second })).rejects.toThrow()
  return { held, other: other?.name as string, stamp }
}

test('rules on a client that two partners claim, with both sides in view', async ({ as }) => {
  const { held, other, stamp } = await contested()
  const page = await as('admin')
  await open(page, `${home}/conflicts`)
  await page.getByRole('link', { name: held.businessName, exact: true }).click()
  const sheet = page.getByRole('dialog', { name: held.businessName })
  await expect(sheet.getByText(`Wanted ${stamp}`)).toBeVisible()
  await expect(sheet.getByText(`ida@contested-${stamp}.example`)).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('t')
  await page.getByLabel('Reason').fill('They have worked together for years.')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Transfer', exact: true }).click()
  await expect(toast(page, `${held.businessName} belongs to ${other} now`)).toBeVisible()
  await expect(page.getByRole('link', { name: held.businessName, exact: true })).toBeHidden()

  const partner = await as('partner')
  await open(partner, `${home}/portal/leads/${held.id}`)
  await expect(
    partner.getByText('The agency has ruled that somebody else looks after this client.').first(),
  ).toBeVisible()
  const mail = await mailTo(
    partner,
    userOf('partner').email,
    new RegExp(`${held.businessName} is no longer yours`),
  )
  // The preview line of mail clients says the same, unseen.
  await expect(mail.getByText(/somebody else looks after this client/).last()).toBeVisible()
  await expect(mail.getByText(other)).toHaveCount(0)
})

test('extends protection once, from the portal', async ({ as }) => {
  const stamp = unique()
  const lead = await rest<Lead>('/leads', {
    as: 'partner',
    body: {
      clientName: 'Ida Lund',
      businessName: `Kept ${stamp}`,
      clientEmail: `ida@kept-${stamp}.example`,
    },
  })
  const page = await as('partner')
  await open(page, `${home}/portal/leads/${lead.id}`)
  await expect(page.getByText('90 days left')).toBeVisible()
  await page.getByRole('button', { name: 'Extend by 30 days…' }).click()
  await page.getByLabel('Reason').fill('We meet their board in spring.')
  await page.getByRole('button', { name: 'Extend', exact: true }).click()
  await expect(toast(page, 'Protection extended')).toBeVisible()
  await expect(page.getByText('120 days left')).toBeVisible()
  await expect(page.getByRole('button', { name: /Extend by/ })).toHaveCount(0)
  await expectAccessible(page)
})

test('works through the risk queue by keyboard, and money is let go', async ({ as }) => {
  const stamp = unique()
  const client = `Throwaway ${stamp}`
  await rest('/leads', {
    as: 'partner',
    body: {
      clientName: 'Nobody',
      businessName: client,
      clientEmail: `${stamp}@mailinator.com`,
    },
  })
  const page = await as('admin')
  await open(page, `${home}/risk`)
  await expectAccessible(page)
  const row = page.getByRole('row').filter({ hasText: client })
  await row.getByRole('link').click()
  const sheet = page.getByRole('dialog')
  await expect(sheet.getByText('What was found')).toBeVisible()
  await expectAccessible(page)
  const shown = page.url()
  const [there, back] = (await row.evaluate((element) => element.nextElementSibling !== null))
    ? ['ArrowRight', 'ArrowLeft']
    : ['ArrowLeft', 'ArrowRight']
  await page.keyboard.press(there as string)
  await expect(page).not.toHaveURL(shown)
  await page.keyboard.press(back as string)
  await expect(page).toHaveURL(shown)
  await expect(sheet.getByText(client).first()).toBeVisible()
  await page.keyboard.press('c')
  await page.getByLabel('Reason').fill('Asked them; it is in order.')
  await page.getByRole('button', { name: 'Clear', exact: true }).click()
  await expect(toast(page, 'Cleared')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(row).toHaveCount(0)
})

test('bans a partner and undoes it from the toast', async ({ as }) => {
  const { items } = await rest<{ items: { id: string; name: string; status: string }[] }>(
    '/partners?limit=50',
  )
  const someone = items.findLast(
    ({ status, name }) => status === 'active' && name !== userOf('partner').email,
  )
  const page = await as('admin')
  await open(page, `${home}/partners/${someone?.id}`)
  await page.getByRole('button', { name: 'Actions' }).click()
  await page.getByRole('menuitem', { name: 'Ban…' }).click()
  await page.getByLabel('Reason').fill('By mistake.')
  await page.getByRole('button', { name: 'Ban', exact: true }).click()
  await expect(toast(page, `${someone?.name} is banned now`)).toBeVisible()
  await page
    .getByRole('region', { name: /^Notifications/ })
    .getByRole('button', { name: 'Undo' })
    .click()
  await expect(toast(page, /^Undone/)).toBeVisible()
  await expect(page.getByText('Active', { exact: true }).first()).toBeVisible()
  await expectAccessible(page)
})
