import { redirect } from 'next/navigation'
import { accounts } from '@/lib/accounts/procedures'
import { ask } from '@/lib/api/actions'
import { requestContext } from '@/lib/api/request'
import { homeOf } from '@/lib/workspaces/rules'

/** The start: to sign in, to one's workspace, or to the choice among several. */
export default async function StartPage() {
  const { actor } = await requestContext()
  if (actor.kind === 'visitor') redirect('/sign-in')
  const workspaces = await ask(accounts.workspaces, undefined, {})
  const [only, ...others] = workspaces
  redirect(only && others.length === 0 ? homeOf(only) : '/workspaces')
}
