import { redirect } from 'next/navigation'
import { ask } from '@/lib/api/actions'
import { requirePage } from '@/lib/api/request'
import { self } from '@/lib/assistants/procedures/self'
import { homeOf } from '@/lib/workspaces/rules'

type Props = { params: Promise<{ workspace: string }> }

/** The way home in a workspace. Invited virtual assistants look over their hours first. */
export default async function WorkspaceHome({ params }: Props) {
  const { workspace: slug } = await params
  const { actor } = await requirePage(slug)
  if (actor.role === 'va' && !(await ask(self.find, slug, {})).confirmedAt)
    redirect(`/${slug}/tasks/hours/welcome`)
  redirect(homeOf({ slug, role: actor.role }))
}
