import { Card } from '@/components/ui/card'
import { TextLink } from '@/components/ui/text-link'
import { apiKeys } from '@/lib/accounts/procedures'
import { ask } from '@/lib/api/actions'
import type { Member } from '@/lib/auth/actor'
import { may, permissionLabels, permissionNames } from '@/lib/auth/permissions'
import { KeyList } from './key-list'
import { NewKey } from './new-key'

/** One's own keys in one workspace. */
export async function ApiKeys({ actor }: { actor: Member }) {
  const { slug, name, timezone } = actor.workspace
  const { items } = await ask(apiKeys.list, slug, {})
  const permissions = permissionNames
    .filter((permission) => may(actor, permission))
    .map((permission) => ({ name: permission, label: permissionLabels[permission] }))
  return (
    <Card
      title={`Your keys for ${name}`}
      description="Each lets a script act as you through the REST API."
      footer={<TextLink href="/docs/api">How to use the REST API</TextLink>}
      actions={<NewKey slug={slug} workspace={name} permissions={permissions} />}
      flush
    >
      <KeyList slug={slug} keys={items} timeZone={timezone} now={new Date()} />
    </Card>
  )
}
