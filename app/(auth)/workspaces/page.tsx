import type { Metadata } from 'next'
import { Avatar } from '@/components/ui/avatar'
import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { accounts } from '@/lib/accounts/procedures'
import { ask } from '@/lib/api/actions'
import { requirePerson } from '@/lib/api/request'
import { roleLabels } from '@/lib/auth/permissions'
import { homeOf } from '@/lib/workspaces/rules'
import { AuthPage } from '../_components/auth-page'
import { signOut } from '../actions'

export const metadata: Metadata = { title: 'Your workspaces' }

export default async function WorkspacesPage() {
  const { actor } = await requirePerson()
  const workspaces = await ask(accounts.workspaces, undefined, {})
  const none = workspaces.length === 0
  return (
    <AuthPage
      title={none ? 'You are in no workspace yet' : 'Where to?'}
      description={
        none
          ? `An invitation to ${actor.email} will let you in. If you expect one, ask whoever runs the workspace.`
          : `Signed in as ${actor.email}.`
      }
    >
      {!none && (
        <ul className="divide-y rounded-lg border bg-raised shadow-card">
          {workspaces.map((workspace) => (
            <li key={workspace.id}>
              <a
                href={homeOf(workspace)}
                className="flex items-center gap-3 px-4 py-3 first:rounded-t-lg last:rounded-b-lg hover:bg-hover"
              >
                <Avatar name={workspace.name} square />
                <span className="min-w-0 flex-1">
                  <span className="block truncate font-medium">{workspace.name}</span>
                  <span className="block text-muted text-sm">{roleLabels[workspace.role]}</span>
                </span>
                <Icon name="chevron-right" className="size-4 text-muted" />
              </a>
            </li>
          ))}
        </ul>
      )}
      <form action={signOut}>
        <Button type="submit">Sign out</Button>
      </form>
    </AuthPage>
  )
}
