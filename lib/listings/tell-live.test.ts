import { afterAll, expect, it } from 'vitest'
import { makeDirectories } from '@/e2e/fulfilment'
import { asOwner, closeOwner, makeCustomer, makeWorkspace } from '@/e2e/people'
import { tellLive } from './tell-live'

afterAll(closeOwner)

it('tells each customer who wants it once what went live yesterday', async () => {
  const workspace = await makeWorkspace()
  const [first, second, third] = await makeDirectories(workspace, 3)
  const [wants, not] = [await makeCustomer(workspace), await makeCustomer(workspace)]
  await asOwner(
    `update customers set notification_preferences = '{"listingLive": false}' where id = $1`,
    [not],
  )
  const live = (customer: string, directory: string | undefined, at: string) =>
    asOwner(
      `insert into directory_submissions (workspace_id, customer_id, directory_id, status, listing_url, approved_at, internal_reference_id, created_at)
       values ($1, $2, $3, 'approved', 'https://example.com/', $4, 'T', $4)`,
      [workspace.id, customer, directory, at],
    )
  // Yesterday, in Berlin, on the day that has 25 hours.
  await live(wants, first, '2025-10-25T22:30:00Z')
  await live(wants, second, '2025-10-26T22:30:00Z')
  await live(wants, third, '2025-10-26T23:30:00Z')
  await live(not, first, '2025-10-26T10:00:00Z')
  for (let run = 0; run < 2; run++)
    await tellLive({ workspaceId: workspace.id }, new Date('2025-10-27T08:00:00Z'))
  const mails = await asOwner<{ data: { listings: unknown[] } }>(
    'select template, data from emails where workspace_id = $1',
    [workspace.id],
  )
  expect(mails).toHaveLength(1)
  expect(mails[0]?.data.listings).toHaveLength(2)
})
