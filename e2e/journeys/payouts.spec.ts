import { expect, expectAccessible, home, makeLead, open, rest, test, unique } from '../fixtures'
import { ibanEnding } from '../iban'

type Listed = { items: { id: string; partnerId: string; leadName: string }[] }

test('a run is approved by a second person, fails at the sandbox, is retried and paid', async ({
  as,
}) => {
  test.setTimeout(120_000)
  const client = `Paid Twice Ltd ${unique()}`
  const [admin, owner, partner] = await Promise.all([as('admin'), as('owner'), as('partner')])

  await test.step('a partner gives an account that declines the first transfer', async () => {
    await open(partner, `${home}/portal/profile`)
    await partner.getByLabel('Account holder').fill('Dee Klein')
    await partner.getByLabel('IBAN or account number').fill(ibanEnding('0006'))
    await partner.getByRole('button', { name: /payout details$/ }).click()
    await expect(partner.getByText('Account ending 0006').first()).toBeVisible()
  })

  const partnerId = await test.step('something is due to them', async () => {
    await makeLead(client, 'closed_won')
    const { items } = await rest<Listed>('/commissions?status=pending&limit=200')
    const made = items.find(({ leadName }) => leadName === client)
    await rest(`/commissions/${made?.id}/approval`, { method: 'POST' })
    return made?.partnerId
  })

  await test.step('the admin has checked the new account with them', async () => {
    const flags = await rest<{ items: { id: string; partnerId: string }[] }>(
      '/risk-flags?status=open&limit=200',
    )
    for (const flag of flags.items)
      if (flag.partnerId === partnerId)
        await rest(`/risk-flags/${flag.id}/clearance`, { body: { reason: 'Confirmed by phone' } })
  })

  await test.step('the admin makes the run', async () => {
    await open(admin, `${home}/payouts/new?partners=${partnerId}`)
    await admin.getByRole('button', { name: /^Make \d+ payouts?…/ }).click()
    await admin.getByRole('alertdialog').getByRole('button', { name: /^Make/ }).click()
    await admin.waitForURL(/payouts\/runs\//)
    await expectAccessible(admin)
  })

  await test.step('the owner approves it', async () => {
    await open(owner, new URL(admin.url()).pathname)
    await owner.getByRole('button', { name: /^Approve \d+ payouts?…/ }).click()
    await owner
      .getByRole('alertdialog')
      .getByRole('button', { name: /^Approve/ })
      .click()
    await expect(
      owner.getByRole('main').getByText('Approved', { exact: true }).first(),
    ).toBeVisible()
    await expect(owner.getByRole('button', { name: /^Approve/ })).toBeHidden()
  })

  await test.step('the admin sends it, and the first transfer is declined', async () => {
    await admin.reload({ waitUntil: 'networkidle' })
    await admin.getByRole('button', { name: /^Send \d+ payouts?…/ }).click()
    const dialog = admin.getByRole('dialog')
    await expectAccessible(admin)
    await dialog.getByRole('radio', { name: 'Sandbox' }).check()
    await dialog.getByRole('button', { name: /^Send/ }).click()
    await expect(admin.getByText('The bank declined the transfer.').first()).toBeVisible({
      timeout: 20_000,
    })
  })

  await test.step('the partner is told, and the retry goes through', async () => {
    await partner.goto(`${home}/portal`)
    await expect(partner.getByText(/did not go through/).first()).toBeVisible()
    await admin.getByRole('button', { name: /^Retry \d+ payouts?…/ }).click()
    await admin
      .getByRole('dialog')
      .getByRole('button', { name: /^Retry/ })
      .click()
    await expect(admin.getByText(/^Sent on .+, reference SBX-/).first()).toBeVisible({
      timeout: 20_000,
    })
    await expect(admin.getByText('The bank declined the transfer.')).toBeHidden()
    await expectAccessible(admin)
  })

  await test.step('every attempt is on the page of the payout', async () => {
    await admin.getByRole('main').getByRole('link', { name: /\w/ }).last().click()
    await expect(admin.getByRole('heading', { name: 'Attempts to send it' })).toBeVisible()
    await expect(admin.getByText(/^2\. Sandbox/)).toBeVisible()
    await expect(admin.getByText(/^1\. Sandbox/)).toBeVisible()
    await expectAccessible(admin)
  })

  await test.step('the partner reads that it was sent, and takes the statement home', async () => {
    await open(partner, `${home}/portal/payouts`)
    const download = partner.waitForEvent('download')
    await partner.getByRole('button', { name: 'Download' }).click()
    expect((await download).suggestedFilename()).toMatch(/statement-\d{4}-\d{2}-.+\.pdf$/)
  })
})
