import { DataTable } from '@/components/table/data-table'
import { Pager } from '@/components/table/pager'
import { TableRoot } from '@/components/table/table-root'
import { hrefWith } from '@/components/table/table-url'
import { ask } from '@/lib/api/actions'
import { requirePage } from '@/lib/api/request'
import { imports } from '@/lib/imports/procedures'
import { listParams, pageSize, type SearchParams } from '../../../_components/list-params'
import { importColumns } from '../_components/columns'
import { DropZone } from '../_components/drop-zone'
import { ImportsHeader } from '../_components/imports-header'

type Props = { params: Promise<{ workspace: string }>; searchParams: SearchParams }

export const metadata = { title: 'Imports' }

export default async function ImportsPage({ params, searchParams }: Props) {
  const { workspace: slug } = await params
  const { actor } = await requirePage(slug)
  const url = { pathname: `/${slug}/imports`, params: await searchParams }
  const { from, filter } = listParams(url, ['created'], '-created')
  const { cursor, before, limit } = filter
  const page = await ask(imports.list, slug, { cursor, before, limit })
  const seen = from + page.items.length - 1
  const total = { count: seen, kind: page.nextCursor ? ('atLeast' as const) : ('exact' as const) }

  return (
    <>
      <ImportsHeader />
      <DropZone slug={slug} />
      {page.items.length > 0 && (
        <TableRoot noun={['import', 'imports']} rowKey={hrefWith(url, {})} total={total}>
          <DataTable
            caption="Imports"
            columns={importColumns(actor.workspace.timezone)}
            rows={page.items}
            rowId={(row) => row.id}
            rowName={(row) => row.fileName}
            rowHref={(row) => `/${slug}/imports/${row.id}`}
            url={url}
            sort="-created"
          />
          <Pager
            url={url}
            from={from}
            shown={page.items.length}
            pageSize={pageSize}
            total={total}
            previous={page.previousCursor}
            next={page.nextCursor}
          />
        </TableRoot>
      )}
    </>
  )
}
