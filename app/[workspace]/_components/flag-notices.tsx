import { Callout } from '@/components/ui/callout'
import { TextLink } from '@/components/ui/text-link'
import { ask } from '@/lib/api/actions'
import type { Member } from '@/lib/auth/actor'
import { may } from '@/lib/auth/permissions'
import { risk } from '@/lib/risk/procedures'
import { flagKindLabels } from '@/lib/risk/schema'

type FlagNoticesProps = { actor: Member; partnerId?: string; leadId?: string }

/** The open flags on a partner or a lead, each with the way to settle it. */
export async function FlagNotices({ actor, partnerId, leadId }: FlagNoticesProps) {
  if (!may(actor, 'risk.read')) return null
  const { slug } = actor.workspace
  const { items } = await ask(risk.list, slug, { status: ['open'], partnerId, leadId, limit: 10 })
  return items.map(({ id, kind, sentence, leadName }) => (
    <Callout
      key={id}
      tone="warning"
      title={leadId || !leadName ? flagKindLabels[kind] : `${flagKindLabels[kind]}: ${leadName}`}
      actions={<TextLink href={`/${slug}/risk?open=${id}`}>Look into it</TextLink>}
    >
      {sentence}
    </Callout>
  ))
}
