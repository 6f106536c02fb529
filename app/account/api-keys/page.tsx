import { EmptyState } from '@/components/ui/empty-state'
import { Tabs } from '@/components/ui/tabs'
import { accounts } from '@/lib/accounts/procedures'
import { ask } from '@/lib/api/actions'
import { requestContext, requirePerson } from '@/lib/api/request'
import { may } from '@/lib/auth/permissions'
import { AccountFrame } from '../_components/account-frame'
import { ApiKeys } from '../_components/api-keys'

export const metadata = { title: 'API keys' }

type Props = { searchParams: Promise<{ workspace?: string | string[] }> }

export default async function ApiKeysPage({ searchParams }: Props) {
  const { workspace: asked } = await searchParams
  const { actor: person } = await requirePerson()
  const all = await ask(accounts.workspaces, undefined, {})
  const places = all.filter(({ role }) => may({ role, scopes: null }, 'keys.use'))
  const chosen = places.find(({ slug }) => slug === asked) ?? places[0]
  const { actor } = await requestContext(chosen?.slug ?? '')
  return (
    <AccountFrame tab="keys" email={person.email}>
      {places.length > 1 && (
        <Tabs
          label="Workspace"
          tabs={places.map(({ slug, name }) => ({
            href: `/account/api-keys?workspace=${slug}`,
            label: name,
            current: slug === chosen?.slug,
          }))}
        />
      )}
      {actor.kind === 'member' ? (
        <ApiKeys actor={actor} />
      ) : (
        <EmptyState title="No workspace for keys">
          Keys belong to a workspace in which you work or are a partner.
        </EmptyState>
      )}
    </AccountFrame>
  )
}
