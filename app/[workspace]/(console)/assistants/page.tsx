import { Live } from '@/components/shell/live'
import { PageHeader } from '@/components/shell/page-header'
import { FilterMenu } from '@/components/table/filter-menu'
import { SearchInput } from '@/components/table/search-input'
import { listParam, textParam } from '@/components/table/table-url'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { ask } from '@/lib/api/actions'
import {
  assistantStatuses,
  assistantStatusLabels,
  languageLabel,
  skillLabel,
} from '@/lib/assistants/labels'
import { assistants } from '@/lib/assistants/procedures'
import { assistantSorts } from '@/lib/assistants/schema'
import { may } from '@/lib/auth/permissions'
import { zonesWith } from '../../_components/assistants/zones'
import { exportHref, isFiltered, oneOf } from '../../_components/list-params'
import { ListTable } from '../../_components/list-table'
import { type ListPageProps, openList } from '../../_components/open-list'
import { assistantColumns } from './_components/columns'
import { InviteAssistant } from './_components/invite-assistant'

export const metadata = { title: 'Virtual assistants' }

export default async function AssistantsPage(props: ListPageProps) {
  const { slug, actor, url, sort, from, filter } = await openList(
    props,
    'assistants',
    assistantSorts,
    'name',
  )
  const facets = await ask(assistants.facets, slug, {})
  const selection = {
    status: oneOf(assistantStatuses, listParam(url, 'status')),
    skill: oneOf(facets.skills, listParam(url, 'skill')),
    language: oneOf(facets.languages, listParam(url, 'language')),
    available: textParam(url, 'available') === 'now' ? ('now' as const) : undefined,
    search: textParam(url, 'q').slice(0, 200) || undefined,
  }
  const [page, total] = await Promise.all([
    ask(assistants.list, slug, { ...selection, ...filter }),
    ask(assistants.count, slug, selection),
  ])
  const { timezone } = actor.workspace
  const invite = may(actor, 'assistants.manage') && (
    <InviteAssistant slug={slug} facets={facets} zone={timezone} zones={zonesWith(timezone)} />
  )
  return (
    <>
      <PageHeader
        title="Virtual assistants"
        description="The people who work your tasks: what they can do, and when."
        actions={invite}
      />
      <Live slug={slug} topics={['actions']} />
      <ListTable
        caption="Virtual assistants"
        noun={['virtual assistant', 'virtual assistants']}
        url={url}
        sort={sort}
        from={from}
        page={page}
        total={total}
        columns={assistantColumns(timezone)}
        rowName={(row) => row.name}
        rowLink={`/${slug}/assistants/`}
        exportHref={exportHref('assistants', slug, { ...selection, ...filter })}
        filters={
          <>
            <SearchInput url={url} label="Search virtual assistants" />
            <FilterMenu
              url={url}
              param="available"
              label="Now"
              options={[{ value: 'now', label: 'At work now' }]}
            />
            <FilterMenu
              url={url}
              param="skill"
              label="Skill"
              options={facets.skills.map((value) => ({ value, label: skillLabel(value) }))}
            />
            <FilterMenu
              url={url}
              param="language"
              label="Language"
              options={facets.languages.map((value) => ({ value, label: languageLabel(value) }))}
            />
            <FilterMenu
              url={url}
              param="status"
              label="Status"
              options={assistantStatuses.map((value) => ({
                value,
                label: assistantStatusLabels[value],
              }))}
            />
          </>
        }
        filtered={isFiltered(selection)}
        empty={
          <EmptyState title="Nobody on the team yet" icon={<Icon name="users" />} action={invite}>
            Virtual assistants take what machines cannot do: phone calls, codes by text message,
            documents. Invite the first one.
          </EmptyState>
        }
      />
    </>
  )
}
