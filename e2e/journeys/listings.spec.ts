import {
  demo,
  expect,
  expectAccessible,
  home,
  open,
  rest,
  test,
  toast,
  unique,
  userOf,
} from '../fixtures'
import { onePixel } from '../one-pixel'

type Made = { id: string }
type Claimed = { token: string; submissionId: string; batchId: string }

/** A listing that a worker outside has submitted, with a screenshot. */
async function submittedListing(name: string) {
  const stamp = unique()
  const customer = await rest<Made>('/customers', {
    body: { companyName: name, fullName: 'Ida Lund', email: `ida@${stamp}.example` },
  })
  const directory = await rest<Made>('/directories', {
    body: {
      name: `Directory ${stamp}`,
      url: `https://${stamp}.example`,
      category: 'general',
      automationMethod: 'chrome_extension',
    },
  })
  const batch = await rest<Made>('/batches', {
    body: { customerId: customer.id, name: 'Launch', directoryIds: [directory.id], priority: 1 },
  })
  // Another journey may hold it for a moment, to find its own.
  let mine: Claimed | undefined
  await expect(async () => {
    const { items } = await rest<{ items: Claimed[] }>('/queue/claims', {
      body: { workerId: `journey ${stamp}`, capabilities: ['chrome_extension'], count: 100 },
    })
    for (const { token, batchId } of items)
      if (batchId !== batch.id) await rest(`/queue/claims/${token}`, { method: 'DELETE' })
    mine = items.find(({ batchId }) => batchId === batch.id)
    expect(mine).toBeDefined()
  }).toPass({ timeout: 20_000 })
  if (!mine) throw new Error('Nothing was claimed')
  const proof = await fetch(
    `${demo.url}/api/v1/queue/claims/${mine.token}/proofs?kind=screenshot&name=Confirmation`,
    {
      method: 'POST',
      headers: { authorization: `Bearer ${userOf('admin').apiKey}`, 'content-type': 'image/png' },
      body: onePixel,
    },
  )
  expect(proof.status).toBe(201)
  await rest(`/queue/claims/${mine.token}/completion`, {
    body: { outcome: 'submitted', externalReference: stamp },
  })
  return { id: mine.submissionId, directory: `Directory ${stamp}`, stamp }
}

test('follows a listing from submitted to rejected, with proof and figures', async ({ as }) => {
  const name = `Bakery ${unique()}`
  const { id, directory } = await submittedListing(name)
  const page = await as('manager')
  await open(page, `${home}/listings?q=${encodeURIComponent(name)}`)
  await page.getByRole('link', { name, exact: true }).click()
  await expect(page.getByRole('heading', { name: directory })).toBeVisible()
  const picture = page.getByRole('img', { name: 'Screenshot: Confirmation' })
  await expect(picture).toBeVisible()
  expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1)
  await expectAccessible(page)

  await page.getByLabel('Proof file').setInputFiles({
    name: 'receipt.svg',
    mimeType: 'image/png',
    buffer: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
  })
  await expect(toast(page, /HTML, SVG and XML are not kept/)).toBeVisible()

  await page.getByRole('button', { name: 'Actions' }).click()
  await page.getByRole('menuitem', { name: 'Edit…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Edit the listing' })
  await dialog.getByLabel('Clicks').fill('1204')
  await dialog.getByLabel('Follow up').fill('2031-03-31')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(toast(page, 'Saved')).toBeVisible()
  await expect(page.getByText('1,204')).toBeVisible()

  await page.getByRole('button', { name: 'Actions' }).click()
  await page.getByRole('menuitem', { name: 'Changes wanted…' }).click()
  await page.getByLabel('What should change').fill('A shorter description.')
  await page.getByRole('button', { name: 'Ask for changes' }).click()
  await expect(page.getByText('What the directory wants changed')).toBeVisible()

  await page.getByRole('button', { name: 'Actions' }).click()
  await page.getByRole('menuitem', { name: 'Rejected…' }).click()
  await page.getByLabel('Kind').selectOption({ label: 'Against their rules' })
  await page.getByLabel('What they said').fill('No bakeries.')
  await page.getByRole('button', { name: 'Record the rejection' }).click()
  await expect(page.getByText('Rejected: against their rules')).toBeVisible()
  expect(await rest(`/listings/${id}`)).toMatchObject({ status: 'rejected', clicks: 1204 })
})

test('serves a proof as a file that can do nothing', async ({ as }) => {
  const { id } = await submittedListing(`Bakery ${unique()}`)
  const [proof] = await rest<Made[]>(`/listings/${id}/proofs`)
  const page = await as('admin')
  const path = `/api/v1/proofs/${proof?.id}/content?workspace=${demo.workspace.slug}`
  for (const [query, disposition] of [
    ['', /^attachment/],
    ['&inline=1', /^inline/],
  ] as const) {
    const response = await page.request.get(`${path}${query}`)
    const headers = response.headers()
    expect(response.status()).toBe(200)
    expect(headers['content-type']).toBe('image/png')
    expect(headers['content-security-policy']).toContain("sandbox; default-src 'none'")
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['content-disposition']).toMatch(disposition)
  }
  const partner = await as('partner')
  expect((await partner.request.get(path)).status()).toBe(403)
})

test('imports figures after saying what they change', async ({ as }) => {
  const name = `Bakery ${unique()}`
  const { id } = await submittedListing(name)
  const { referenceId } = await rest<{ referenceId: string }>(`/listings/${id}`)
  const page = await as('admin')
  await open(page, `${home}/listings`)
  await page.getByRole('button', { name: 'Import figures' }).click()
  await page.getByLabel('File of figures').setInputFiles({
    name: 'figures.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`reference,rank,clicks\n${referenceId},4,77\nnobody,1,1\n`),
  })
  await expect(page.getByText('No such listing')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Take 1 row' }).click()
  await expect(toast(page, 'Took the figures of 1 listing')).toBeVisible()
  expect(await rest(`/listings/${id}`)).toMatchObject({ searchRank: 4, clicks: 77 })
})
