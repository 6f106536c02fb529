import { randomUUID } from 'node:crypto'
import { claimToken } from '@/lib/queue/token'
import { asOwner, makeCustomer, type TestWorkspace } from './people'

/** Directories, listings and held items for tests, made as the owner of the database. */

type Row = { id: string }

export async function makeDirectory(
  workspace: TestWorkspace,
  more: { method?: string; automation?: object; url?: string } = {},
) {
  const slug = `dir-${randomUUID().slice(0, 8)}`
  const { method = 'manual', automation = null, url = `https://${slug}.example` } = more
  const [row] = await asOwner<Row>(
    `insert into directories (workspace_id, slug, name, url, domain, category, automation_method, automation, created_at)
     values ($1, $2, $3, $4, $5, 'general', $6, $7, now()) returning id`,
    [workspace.id, slug, `Directory ${slug}`, url, new URL(url).hostname, method, automation],
  )
  return (row as Row).id
}

export type TestListing = { id: string; customerId: string; directoryId: string; reference: string }

/** A listing in any status; what is live has an address. */
export async function makeListing(
  workspace: TestWorkspace,
  more: {
    status?: string
    customerId?: string
    directoryId?: string
    listingUrl?: string
    at?: Date
  } = {},
): Promise<TestListing> {
  const { status = 'submitted', at = new Date() } = more
  const customerId = more.customerId ?? (await makeCustomer(workspace))
  const directoryId = more.directoryId ?? (await makeDirectory(workspace))
  const reference = `T-${randomUUID().slice(0, 10)}`
  const live = ['approved', 'expired', 'removed'].includes(status)
  const listingUrl = more.listingUrl ?? (live ? `https://directory.example/${reference}` : null)
  const [row] = await asOwner<Row>(
    `insert into directory_submissions (workspace_id, customer_id, directory_id, status, listing_url, internal_reference_id,
       submitted_at, approved_at, rejected_at, rejection_category, status_changed_at, created_at)
     values ($1, $2, $3, $4::text, $5, $6, $7::timestamptz, case when $8::boolean then $7::timestamptz end,
       case when $4::text = 'rejected' then $7::timestamptz end, case when $4::text = 'rejected' then 'quality' end,
       $7::timestamptz, $7::timestamptz) returning id`,
    [workspace.id, customerId, directoryId, status, listingUrl, reference, at, live],
  )
  return { id: (row as Row).id, customerId, directoryId, reference }
}

/** An item of a batch of its own, held by a worker for five minutes from now. */
export async function makeHeldItem(
  workspace: TestWorkspace,
  listing: TestListing,
  claimedBy: string | null = null,
) {
  const { customerId, directoryId, id } = listing
  const [batch] = await asOwner<Row>(
    `insert into batch_submissions (workspace_id, customer_id, batch_name, status, created_at)
     values ($1, $2, 'Test', 'processing', now()) returning id`,
    [workspace.id, customerId],
  )
  const lease = randomUUID()
  const [item] = await asOwner<Row>(
    `insert into submission_queue (workspace_id, customer_id, directory_id, batch_id, submission_id, status, automation_method,
       scheduled_for, worker_id, lease_token, lease_expires_at, claimed_at, claimed_by, created_at)
     values ($1, $2, $3, $4, $5, 'processing', 'api', now(), 'test', $6, now() + interval '5 minutes', now(), $7, now()) returning id`,
    [workspace.id, customerId, directoryId, batch?.id, id, lease, claimedBy],
  )
  return {
    token: claimToken((item as Row).id, lease),
    itemId: (item as Row).id,
    batchId: (batch as Row).id,
  }
}
