import { ask } from '@/lib/api/actions'
import { requirePage } from '@/lib/api/request'
import { imports } from '@/lib/imports/procedures'
import { listParams, type SearchParams } from '../../../_components/list-params'
import { ListTable } from '../../../_components/list-table'
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

  return (
    <>
      <ImportsHeader />
      <DropZone slug={slug} />
      {page.items.length > 0 && (
        <ListTable
          caption="Imports"
          noun={['import', 'imports']}
          url={url}
          sort="-created"
          from={from}
          page={page}
          total={{ count: from + page.items.length - 1, capped: page.nextCursor !== null }}
          columns={importColumns(actor.workspace.timezone)}
          rowName={(row) => row.fileName}
          rowHref={(row) => `${url.pathname}/${row.id}`}
        />
      )}
    </>
  )
}
