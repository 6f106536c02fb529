import {
  demo,
  expect,
  expectAccessible,
  expectNoOverflow,
  home,
  open,
  type Role,
  rest,
  test,
} from '../fixtures'

const firstId = async (path: string, as: Role = 'admin') =>
  (await rest<{ items: { id: string }[] }>(path, { as })).items[0]?.id as string

const publicScreens = async () => [
  '/sign-in',
  '/forgot-password',
  `/p/${demo.workspace.slug}`,
  `/p/${demo.workspace.slug}/apply`,
  `/p/${demo.workspace.slug}/received`,
  '/docs/api',
  '/docs/events',
  '/dev/mail',
  '/nowhere',
]

const adminScreens = async () => {
  const commission = await firstId('/commissions?status=pending&limit=1')
  const application = await firstId('/partner-applications?status=pending&limit=1')
  const lead = await firstId('/leads?status=negotiating&limit=1')
  return [
    '/leads',
    '/leads?view=board',
    `/leads?open=${lead}`,
    `/leads/${lead}`,
    `/leads/${await firstId('/leads?status=closed_won&limit=1')}`,
    '/leads/new',
    '/conflicts',
    `/conflicts?state=all&open=${await firstId('/lead-conflicts?limit=1')}`,
    '/imports',
    '/applications',
    `/applications?open=${application}`,
    '/partners',
    `/partners/${await firstId('/partners?limit=1&sort=earnings')}`,
    '/commissions',
    `/commissions?open=${commission}`,
    `/commissions?kind=clawback&open=${await firstId('/commissions?kind=clawback&limit=1')}`,
    '/commissions?status=rejected&partner=00000000-0000-7000-8000-000000000000',
    '/ledger',
    '/ledger?account=payable',
    '/payouts',
    '/payouts/new',
    '/payouts/runs',
    `/payouts/runs/${await firstId('/payout-runs?limit=1')}`,
    '/settings/payouts',
    `/payouts/${await firstId('/payouts?limit=1')}`,
    '/risk',
    `/risk?status=all&open=${await firstId('/risk-flags?limit=1')}`,
    '/settings',
    '/settings/protection',
    '/settings/rules',
    '/settings/rules/edit',
    '/settings/currencies',
    '/settings/members',
    '/settings/work',
    '/assistants',
    `/assistants/${await firstId('/assistants?limit=1&status=active')}`,
    `/assistants/${await firstId('/assistants?limit=1&status=invited')}`,
    '/settings/api-keys',
    '/settings/events',
    '/leads/00000000-0000-7000-8000-000000000000',
  ]
    .map((path) => `${home}${path}`)
    .concat('/account', '/account/api-keys')
}

const fulfilmentScreens = async () =>
  [
    '/customers',
    '/customers?status=cancelled',
    `/customers/${await firstId('/customers?limit=1&sort=completeness')}`,
    `/customers/${await firstId('/customers?limit=1')}/profile`,
    '/directories',
    '/directories/catalogue',
    `/directories/${await firstId('/directories?limit=1')}`,
    '/batches',
    `/batches/${await firstId('/batches?limit=1&status=completed')}`,
    '/batches/new',
    `/batches/new?customer=${await firstId('/customers?limit=1&status=active')}`,
    '/queue',
    '/listings',
    `/listings/${await firstId('/listings?limit=1')}`,
    '/listings?status=rejected&customer=00000000-0000-7000-8000-000000000000',
  ].map((path) => `${home}${path}`)

const analyticsScreens = async () =>
  [
    '/analytics',
    '/analytics/work?range=90d&compare=year',
    '/analytics/money?edit=1',
    '/analytics/rows?metric=won_value&since=2000-01-01&until=2009-12-31',
    `/analytics/rows?metric=leads&since=${new Date().getFullYear() - 1}-01-01&until=${new Date().getFullYear()}-12-31&where=stage:prospect`,
    `/analytics/rows?funnel=pipeline&step=qualified&reach=open&window=30&since=${new Date().getFullYear()}-01-01&until=${new Date().getFullYear()}-12-31`,
    `/analytics/rows?steps=lead.registered,lead.moved&step=1&since=${new Date().getFullYear()}-01-01&until=${new Date().getFullYear()}-12-31`,
    `/analytics/rows?funnel=visitors&step=applied&since=${new Date().getFullYear() - 1}-01-01&until=${new Date().getFullYear()}-12-31`,
    '/analytics/rows?funnel=pipeline&step=none',
    `/analytics/rows?cohort=${new Date().toISOString().slice(0, 7)}-01&months=0&measure=active`,
  ].map((path) => `${home}${path}`)

const workScreens = async () =>
  [
    '/work',
    `/work?open=${await firstId('/work/actions?limit=1')}`,
    '/work/actions',
    '/work/actions?list=unroutable',
    '/work/review',
    `/work/review?status=reviewed&open=${await firstId('/reviews?status=reviewed&limit=1')}`,
    `/work/review?open=${await firstId('/reviews?limit=1')}`,
    '/work/what-if?people=2&part=afternoon',
    '/work/playbooks',
    '/work/playbooks/phone_call',
    '/work/playbooks/payment_processing',
  ].map((path) => `${home}${path}`)

const partnerScreens = async () =>
  [
    '',
    '/leads',
    `/leads/${await firstId('/leads?limit=1', 'partner')}`,
    '/leads/new',
    '/commissions',
    `/commissions?open=${await firstId('/commissions?limit=1', 'partner')}`,
    '/payouts',
    `/payouts/${await firstId('/payouts?limit=1', 'partner')}`,
    '/profile',
  ].map((path) => `${home}/portal${path}`)

const customerScreens = async () => {
  const listing = await firstId('/account/listings?group=live&limit=1', 'customer')
  return [
    '',
    '/listings',
    `/listings?open=${listing}`,
    '/batches',
    '/questions',
    '/credits',
    '/profile',
  ].map((path) => `${home}/account${path}`)
}

const vaScreens = async () => [
  `${home}/tasks`,
  `${home}/tasks/hours`,
  `${home}/tasks/hours/welcome`,
  `${home}/tasks/quality`,
  `${home}/tasks/${await firstId('/pending-actions?status=pending&limit=1', 'va')}`,
  `${home}/tasks/${(await rest<{ action: { id: string } }>('/tasks/claims', { as: 'va', body: {} })).action.id}`,
]

const looks = [
  { name: 'light', scheme: 'light', width: 1280 },
  { name: 'dark', scheme: 'dark', width: 1280 },
  { name: 'phone', scheme: 'light', width: 360 },
] as const

const people = [
  { who: 'a visitor', role: undefined, screens: publicScreens },
  { who: 'an admin', role: 'admin', screens: adminScreens },
  { who: 'an admin in fulfilment', role: 'admin', screens: fulfilmentScreens },
  { who: 'an admin with the figures', role: 'admin', screens: analyticsScreens },
  { who: 'a supervisor', role: 'manager', screens: workScreens },
  { who: 'a partner', role: 'partner', screens: partnerScreens },
  { who: 'a customer', role: 'customer', screens: customerScreens },
  { who: 'a virtual assistant', role: 'va', screens: vaScreens },
] as const

test.describe.configure({ mode: 'parallel' })

for (const { who, role, screens } of people) {
  for (const { name, scheme, width } of looks) {
    test(`every screen of ${who} is accessible and fits, ${name}`, async ({
      browser,
      cookiesOf,
    }) => {
      test.setTimeout(600_000)
      const context = await browser.newContext({
        colorScheme: scheme,
        viewport: { width, height: 800 },
        ...(role ? { storageState: await cookiesOf(role) } : {}),
      })
      const page = await context.newPage()
      for (const path of await screens()) {
        await test.step(path, async () => {
          await open(page, path)
          await expect(page.getByRole('main')).toBeVisible()
          await expectNoOverflow(page)
          await expectAccessible(page)
        })
      }
      await context.close()
    })
  }
}
