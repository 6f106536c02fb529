import { redirect } from 'next/navigation'
import { PageHeader } from '@/components/shell/page-header'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { requirePage } from '@/lib/api/request'
import { homeOf } from '@/lib/workspaces/rules'

type Props = { params: Promise<{ workspace: string }> }

/** The way home in a workspace. VAs have no screens of their own yet. */
export default async function WorkspaceHome({ params }: Props) {
  const { workspace: slug } = await params
  const { actor } = await requirePage(slug)
  const home = homeOf({ slug, role: actor.role })
  if (home !== `/${slug}`) redirect(home)
  return (
    <>
      <PageHeader title={`Welcome to ${actor.workspace.name}`} />
      <EmptyState title="Nothing for you here yet" icon={<Icon name="hourglass" />}>
        Tasks for virtual assistants will appear on this page. Until then there is nothing you need
        to do.
      </EmptyState>
    </>
  )
}
