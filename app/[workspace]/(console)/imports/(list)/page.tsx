import { ask } from '@/lib/api/actions'
import { may } from '@/lib/auth/permissions'
import { importKinds } from '@/lib/imports/kinds'
import { allImports } from '@/lib/imports/procedures'
import { ListTable } from '../../../_components/list-table'
import { type ListPageProps, openList } from '../../../_components/open-list'
import { importColumns } from '../_components/columns'
import { DropZone } from '../_components/drop-zone'
import { ImportsHeader } from '../_components/imports-header'
import { permissionOf } from '../doors'

export const metadata = { title: 'Imports' }

export default async function ImportsPage(props: ListPageProps) {
  const { slug, actor, url, from, filter } = await openList(
    props,
    'imports',
    ['created'],
    '-created',
  )
  const { cursor, before, limit } = filter
  const page = await ask(allImports.list, slug, { cursor, before, limit })

  return (
    <>
      <ImportsHeader />
      <DropZone slug={slug} kinds={importKinds.filter((kind) => may(actor, permissionOf[kind]))} />
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
          rowLink={`${url.pathname}/`}
        />
      )}
    </>
  )
}
