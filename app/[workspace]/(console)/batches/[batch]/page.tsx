import { Live } from '@/components/shell/live'
import { PageHeader } from '@/components/shell/page-header'
import { StatusBadge } from '@/components/ui/badge'
import { Callout } from '@/components/ui/callout'
import { ask } from '@/lib/api/actions'
import { requirePage } from '@/lib/api/request'
import { may } from '@/lib/auth/permissions'
import { batchStatusLabels } from '@/lib/batches/labels'
import { batches } from '@/lib/batches/procedures'
import type { SearchParams } from '../../../_components/list-params'
import { BatchActions } from '../_components/batch-actions'
import { BatchFacts } from '../_components/batch-facts'
import { BatchProgress } from '../_components/batch-progress'
import { ItemList } from '../_components/item-list'
import { batchTones } from '../_components/tones'

type Props = {
  params: Promise<{ workspace: string; batch: string }>
  searchParams: SearchParams
}

export const metadata = { title: 'Batch' }

export default async function BatchPage({ params, searchParams }: Props) {
  const { workspace: slug, batch: id } = await params
  const { actor } = await requirePage(slug)
  const batch = await ask(batches.find, slug, { id })
  const url = { pathname: `/${slug}/batches/${id}`, params: await searchParams }

  return (
    <>
      <Live slug={slug} topics={[`batch:${id}`]} />
      <PageHeader
        breadcrumb={[{ label: 'Batches', href: `/${slug}/batches` }, { label: batch.name }]}
        title={batch.name}
        description={batch.customerName}
        badge={
          <StatusBadge tone={batchTones[batch.status]} label={batchStatusLabels[batch.status]} />
        }
        actions={may(actor, 'batches.manage') && <BatchActions slug={slug} batch={batch} />}
      />
      {batch.status === 'paused' && batch.pausedReason && (
        <Callout tone="warning" title="This batch stopped by itself">
          {batch.pausedReason}
        </Callout>
      )}
      <BatchProgress batch={batch} />
      <BatchFacts slug={slug} batch={batch} timeZone={actor.workspace.timezone} />
      <ItemList actor={actor} batch={batch} url={url} />
    </>
  )
}
