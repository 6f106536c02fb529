import { ask } from '@/lib/api/actions'
import type { Member } from '@/lib/auth/actor'
import { may } from '@/lib/auth/permissions'
import { imports } from '@/lib/imports/procedures'
import type { LeadSelection } from '@/lib/leads/schema'
import { partners } from '@/lib/partners/procedures'

/** The names of the partner and the import that the address filters by. */
export async function filterNames(actor: Member, { partnerId, importId }: LeadSelection) {
  const { slug } = actor.workspace
  const [partner, source] = await Promise.all([
    partnerId && ask(partners.find, slug, { id: partnerId }),
    importId && may(actor, 'leads.import') && ask(imports.find, slug, { id: importId }),
  ])
  return {
    partner: partner ? partner.name : null,
    source: importId ? (source ? source.fileName : 'one file') : null,
  }
}
