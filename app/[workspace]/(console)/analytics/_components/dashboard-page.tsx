import { Suspense } from 'react'
import { PageHeader } from '@/components/shell/page-header'
import { hrefWith, textParam } from '@/components/table/table-url'
import { Badge } from '@/components/ui/badge'
import { ask } from '@/lib/api/actions'
import { requirePage } from '@/lib/api/request'
import { may } from '@/lib/auth/permissions'
import { dashboards } from '@/lib/dashboards/procedures'
import type { Dashboard } from '@/lib/dashboards/schema'
import { catalogue } from '@/lib/metrics/catalogue'
import { isoDate } from '@/lib/time'
import type { SearchParams } from '../../../_components/list-params'
import { Board } from './board'
import { BoardLoading } from './board-loading'
import { DashboardMenus } from './dashboard-menus'
import type { BoardFrame } from './frame'
import { RangeBar } from './range-bar'
import { readShown, type Shown } from './read-url'

type DashboardPageProps = {
  slug: string
  /** Left out, it is one's own first one, or the template of the role. */
  which?: string
  searchParams: SearchParams
}

const describe = ({ id, own, shared, ownerName }: Dashboard) =>
  id === null
    ? 'A template: arrange it, and the arrangement is yours.'
    : own
      ? undefined
      : shared && `Shared by ${ownerName ?? 'a colleague'}. Copy it to arrange it your way.`

export async function DashboardPage({ slug, which, searchParams }: DashboardPageProps) {
  const { actor } = await requirePage(slug)
  const { timezone } = actor.workspace
  const params = await searchParams
  const listed = await ask(dashboards.list, slug, {})
  const id = which ?? listed.items.find(({ own }) => own)?.id ?? listed.templates[0]?.key ?? 'money'
  const dashboard = await ask(dashboards.find, slug, { id })
  const url = { pathname: `/${slug}/analytics${which ? `/${which}` : ''}`, params }
  const shown = readShown(url, isoDate(new Date(), timezone))
  const mayArrange = may(actor, 'dashboards.use')
  const arranging = mayArrange && textParam(url, 'edit') === '1'
  const asked = { slug, id, shown, arranging }
  return (
    <>
      <PageHeader
        title={dashboard.name}
        badge={dashboard.own && dashboard.shared && <Badge tone="info">Shared</Badge>}
        description={describe(dashboard)}
        actions={
          <DashboardMenus
            slug={slug}
            dashboard={dashboard}
            items={listed.items}
            templates={listed.templates}
            arrangeHref={mayArrange && !arranging ? hrefWith(url, { edit: '1' }) : null}
          />
        }
      />
      <RangeBar url={url} shown={shown} timezone={timezone} />
      <Suspense
        key={JSON.stringify([id, dashboard.version])}
        fallback={<BoardLoading widgets={dashboard.widgets} />}
      >
        <Answers
          {...asked}
          arrangeHref={hrefWith(url, { edit: '1' })}
          viewHref={hrefWith(url, { edit: null })}
        />
      </Suspense>
    </>
  )
}

type AnswersProps = {
  slug: string
  id: string
  shown: Shown
  arranging: boolean
  arrangeHref: string
  viewHref: string
}

async function Answers({ slug, id, shown, arranging, arrangeHref, viewHref }: AnswersProps) {
  const { range, comparison } = shown
  const answered = await ask(dashboards.answers, slug, {
    dashboard: id,
    startDate: range.from,
    endDate: range.to,
    compare: comparison,
  })
  const frame: BoardFrame = {
    slug,
    range,
    comparison,
    timezone: answered.timezone,
    good: Object.fromEntries(catalogue.map(({ key, good }) => [key, good])),
  }
  return (
    <Board
      key={JSON.stringify([range, comparison, answered.dashboard.id, answered.dashboard.version])}
      frame={frame}
      which={id}
      answered={answered}
      arranging={arranging}
      arrangeHref={arrangeHref}
      viewHref={viewHref}
    />
  )
}
