import { redirect } from 'next/navigation'
import { requirePage } from '@/lib/api/request'
import { homeOf } from '@/lib/workspaces/rules'

type Props = { params: Promise<{ workspace: string }> }

/** The way home in a workspace. */
export default async function WorkspaceHome({ params }: Props) {
  const { workspace: slug } = await params
  const { actor } = await requirePage(slug)
  redirect(homeOf({ slug, role: actor.role }))
}
