import { PageHeader } from '@/components/shell/page-header'
import { FilterMenu } from '@/components/table/filter-menu'
import { listParam, textParam } from '@/components/table/table-url'
import { ButtonLink } from '@/components/ui/button-link'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { ask } from '@/lib/api/actions'
import { may } from '@/lib/auth/permissions'
import {
  automationMethodLabels,
  automationMethods,
  categories,
  pricings,
} from '@/lib/directories/labels'
import { directories } from '@/lib/directories/procedures'
import { directorySorts } from '@/lib/directories/schema'
import { DirectoryFilters } from '../../_components/directory-filters'
import { exportHref, isFiltered, oneOf } from '../../_components/list-params'
import { ListTable } from '../../_components/list-table'
import { type ListPageProps, openList } from '../../_components/open-list'
import { optionsOf } from '../../_components/options-of'
import { AddDirectory } from './_components/add-directory'
import { directoryColumns } from './_components/columns'

export const metadata = { title: 'Directories' }

export default async function DirectoriesPage(props: ListPageProps) {
  const { slug, actor, url, sort, from, filter } = await openList(
    props,
    'directories',
    directorySorts,
    'name',
  )
  const selection = {
    search: textParam(url, 'q').slice(0, 200) || undefined,
    category: oneOf(categories, listParam(url, 'category')),
    pricing: oneOf(pricings, listParam(url, 'pricing')),
    method: oneOf(automationMethods, listParam(url, 'method')),
    state: (['on', 'off'] as const).find((state) => state === textParam(url, 'state')),
  }
  const [page, total] = await Promise.all([
    ask(directories.list, slug, { ...selection, ...filter }),
    ask(directories.count, slug, selection),
  ])
  const manages = may(actor, 'directories.manage')
  const catalogue = `/${slug}/directories/catalogue`

  return (
    <>
      <PageHeader
        title="Directories"
        description="Where customers can be listed, what each place asks for, and how submissions have fared there."
        actions={
          manages && (
            <>
              <ButtonLink href={catalogue}>From the catalogue…</ButtonLink>
              <AddDirectory slug={slug} currency={actor.workspace.currency} />
            </>
          )
        }
      />
      <ListTable
        caption="Directories"
        noun={['directory', 'directories']}
        url={url}
        sort={sort}
        from={from}
        page={page}
        total={total}
        columns={directoryColumns}
        rowName={(row) => row.name}
        rowLink={`/${slug}/directories/`}
        exportHref={exportHref('directories', slug, { ...selection, ...filter })}
        filters={
          <DirectoryFilters
            url={url}
            methods={optionsOf(automationMethods, automationMethodLabels)}
          >
            <FilterMenu
              url={url}
              param="state"
              label="State"
              options={[
                { value: 'on', label: 'On' },
                { value: 'off', label: 'Off' },
              ]}
            />
          </DirectoryFilters>
        }
        filtered={isFiltered(selection)}
        empty={
          <EmptyState
            title="No directories yet"
            icon={<Icon name="globe" />}
            action={
              manages && (
                <>
                  <ButtonLink variant="primary" href={catalogue}>
                    Choose from the catalogue
                  </ButtonLink>
                  <ButtonLink href={`/${slug}/imports`}>Import a CSV</ButtonLink>
                </>
              )
            }
          >
            Start with well-known directories from the catalogue, or bring your own list.
          </EmptyState>
        }
      />
    </>
  )
}
