import { ask } from '@/lib/api/actions'
import { batches } from '@/lib/batches/procedures'
import type { BatchDetail, Item } from '@/lib/batches/schema'
import { ReplacementList } from './replacement-list'

type ReplacementsProps = {
  slug: string
  batch: BatchDetail
  item: Item
  /** Trying again would be of no use. */
  suggested: boolean
}

/** Directories out of the batch's own filter that could take the place of this one. */
export async function Replacements({ slug, batch, item, suggested }: ReplacementsProps) {
  const candidates = await ask(batches.replacements, slug, { id: batch.id, itemId: item.id })
  return (
    <section className="flex flex-col gap-2" aria-label="Replacements">
      <h3 className="font-medium text-sm">Put another in its place</h3>
      <p className="text-muted text-sm">
        {suggested
          ? 'Trying again would end the same. These fit the filter that the batch was made by.'
          : 'These fit the filter that the batch was made by.'}
      </p>
      {candidates.length === 0 ? (
        <p className="text-sm">No other directory fits that filter.</p>
      ) : (
        <ReplacementList slug={slug} batchId={batch.id} item={item} candidates={candidates} />
      )}
    </section>
  )
}
