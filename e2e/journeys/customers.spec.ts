import { fakeStripe, stripeEvent } from '../fake-stripe'
import {
  demo,
  expect,
  expectAccessible,
  home,
  mailTo,
  makeLead,
  open,
  rest,
  test,
  toast,
  unique,
} from '../fixtures'

type Customer = {
  id: string
  subscriptionTier: string
  subscriptionStatus: string
  stripeCustomerId: string | null
  creditsLimit: number
}
const find = (id: string) => rest<Customer>(`/customers/${id}`)

test('a won lead becomes a customer, who is invited and fills in their profile', async ({
  as,
  browser,
}) => {
  const name = `Hearth ${unique()}`
  const email = `ida.${unique()}@hearth.example`
  const lead = await makeLead(name, 'closed_won')
  const admin = await as('admin')
  await open(admin, `${home}/leads/${lead.id}`)
  await admin.getByRole('button', { name: 'Make customer' }).click()
  const dialog = admin.getByRole('dialog')
  await expect(dialog.getByLabel('Company')).toHaveValue(name)
  await dialog.getByRole('button', { name: 'Make customer' }).click()
  await expect(dialog.getByLabel('E-mail')).toHaveAttribute('aria-invalid', 'true')
  await dialog.getByLabel('E-mail').fill(email)
  await dialog.getByLabel('Tier').selectOption('pro')
  await dialog.getByRole('button', { name: 'Make customer' }).click()
  await admin.waitForURL(`**${home}/customers/**`)
  await expect(admin.getByRole('heading', { name, level: 1 })).toBeVisible()
  await expect(admin.getByText('500 credits left')).toBeVisible()

  // Once per lead: its page leads to the customer from now on.
  await open(admin, `${home}/leads/${lead.id}`)
  await expect(admin.getByRole('button', { name: 'Make customer' })).toBeHidden()
  await expect(admin.getByRole('link', { name: 'Customer', exact: true })).toBeVisible()

  const invitation = await mailTo(admin, email, /Join Northlight/)
  const link = (await invitation.getByRole('link').first().getAttribute('href')) as string
  const page = await (await browser.newContext({ baseURL: demo.url })).newPage()
  await page.goto(link)
  await page.getByLabel('Your name').fill('Ida Lund')
  await page.getByLabel('Password').fill(`hearth-and-oven-${unique()}`)
  await page.getByRole('button', { name: 'Join' }).click()
  await page.waitForURL(`**${home}/account`)
  await expect(page.getByRole('heading', { name: 'Hello Ida' })).toBeVisible()

  await page.getByRole('link', { name: 'Complete your profile' }).click()
  await page.waitForURL('**/account/profile')
  const contact = page.locator('[data-slot=card]', { hasText: 'How people reach the business.' })
  await contact.getByLabel('Phone').fill('0221 3456789')
  await contact.getByRole('button', { name: 'Save' }).click()
  await expect(contact.getByText('with the country code').first()).toBeVisible()
  await expect(contact.getByLabel('Phone')).toHaveValue('0221 3456789')
  await contact.getByLabel('Phone').fill('+49 (0221) 3456789')
  await contact.getByRole('button', { name: 'Save' }).click()
  await expect(toast(page, 'Contact saved')).toBeVisible()
  // What is typed is there after a reload, saved or not.
  await page.getByLabel('Monday').fill('9-12:30, 14 to 18')
  await page.waitForTimeout(400)
  await page.reload()
  await expect(page.getByLabel('Monday')).toHaveValue('9-12:30, 14 to 18')
  await page
    .locator('[data-slot=card]', { hasText: 'Opening hours' })
    .getByRole('button', { name: 'Save' })
    .click()
  await expect(toast(page, 'Opening hours saved')).toBeVisible()
  await expectAccessible(page)
  // The console is not theirs.
  await page.goto(`${home}/customers`)
  await expect(page.getByRole('heading', { name: 'There is nothing here' })).toBeVisible()

  await open(admin, `${home}/customers`)
  await admin.getByRole('searchbox', { name: 'Search customers' }).fill(name)
  await expect(admin.getByText('1–1 of 1')).toBeVisible()
  await admin.getByRole('link', { name }).click()
  await admin.waitForURL(`**${home}/customers/*-*`)
  await expect(admin.getByText('+492213456789')).toBeVisible()
  await expect(admin.getByText('09:00–12:30, 14:00–18:00')).toBeVisible()
  await page.context().close()
})

test('a subscription ends where Stripe is, in whatever order its news comes', async ({ as }) => {
  const stripe = await fakeStripe(Number(process.env.STRIPE_API_PORT))
  try {
    const made = await rest<Customer>('/customers', {
      body: {
        companyName: `Order ${unique()}`,
        fullName: 'Otto',
        email: `otto.${unique()}@order.example`,
        invite: false,
      },
    })
    const admin = await as('admin')
    await open(admin, `${home}/customers/${made.id}`)
    await admin.getByRole('button', { name: 'Stripe…' }).click()
    await admin.getByRole('dialog').getByRole('button', { name: 'Pro' }).click()
    await expect(admin.getByText('https://checkout.stripe.example/price_pro')).toBeVisible()
    const customer = (await find(made.id)).stripeCustomerId as string
    const begun = new Date(Math.floor(Date.now() / 1000) * 1000 - 60_000)
    const subscription = stripe.subscription(customer, begun)
    const tell = async (object: object, seconds: number, type: string) => {
      const event = await stripeEvent(`customer.subscription.${type}`, object, {
        created: new Date(begun.getTime() + seconds * 1000),
      })
      const answer = await fetch(`${demo.url}/api/webhooks/stripe`, {
        method: 'POST',
        headers: Object.fromEntries(event.headers),
        body: await event.text(),
      })
      expect(answer.status).toBe(200)
    }
    await tell(subscription, 10, 'updated')
    await expect.poll(async () => (await find(made.id)).subscriptionStatus).toBe('active')
    // Older news of an open first payment comes late, and changes nothing.
    await tell({ ...subscription, status: 'incomplete' }, 1, 'created')
    await tell({ ...subscription, cancel_at_period_end: true }, 20, 'updated')
    await open(admin, `${home}/customers/${made.id}`)
    await expect(async () => {
      await admin.reload()
      await expect(admin.getByText('With this period')).toBeVisible({ timeout: 1000 })
    }).toPass({ timeout: 15_000 })
    expect(await find(made.id)).toMatchObject({
      subscriptionTier: 'pro',
      subscriptionStatus: 'active',
      creditsLimit: 500,
    })
    await expect(admin.getByText('Stripe tells what it is.')).toBeVisible()
  } finally {
    await stripe.close()
  }
})
