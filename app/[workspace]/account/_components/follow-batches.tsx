import { Live } from '@/components/shell/live'
import type { BatchWork } from '@/lib/customers/work-schema'

/** Keeps a page true while batches move. */
export function FollowBatches({ slug, batches }: { slug: string; batches: readonly BatchWork[] }) {
  const moving = batches.filter(({ status }) =>
    ['pending', 'processing', 'paused'].includes(status),
  )
  if (moving.length === 0) return null
  return <Live slug={slug} topics={moving.slice(0, 10).map(({ id }) => `batch:${id}`)} />
}
