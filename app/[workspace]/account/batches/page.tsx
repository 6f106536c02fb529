import { PageHeader } from '@/components/shell/page-header'
import { hrefWith, textParam } from '@/components/table/table-url'
import { ButtonLink } from '@/components/ui/button-link'
import { Card } from '@/components/ui/card'
import { ask } from '@/lib/api/actions'
import { area } from '@/lib/customers/procedures/area'
import { BatchList } from '../../_components/customers/batch-list'
import { type ListPageProps, openList } from '../../_components/open-list'
import { FollowBatches } from '../_components/follow-batches'

export const metadata = { title: 'Your batches' }

export default async function AreaBatchesPage(props: ListPageProps) {
  const { slug, actor, url } = await openList(props, 'account/batches', ['created'], '-created')
  const page = await ask(area.batches, slug, {
    cursor: textParam(url, 'after') || undefined,
    limit: 20,
  })
  return (
    <>
      <PageHeader
        title="Your batches"
        description="Each is a round of submissions; the bar counts those that are over."
      />
      <FollowBatches slug={slug} batches={page.items} />
      <Card flush className="max-w-4xl [&_ul]:border-t-0">
        <BatchList
          batches={page.items}
          timeZone={actor.workspace.timezone}
          empty="Nothing has been submitted for you yet."
        />
      </Card>
      {page.nextCursor && (
        <div>
          <ButtonLink href={hrefWith(url, { after: page.nextCursor })}>Older batches</ButtonLink>
        </div>
      )}
    </>
  )
}
