import { Card } from '@/components/ui/card'
import { ask } from '@/lib/api/actions'
import type { Member } from '@/lib/auth/actor'
import { may } from '@/lib/auth/permissions'
import { calls } from '@/lib/calls/procedures'
import type { Lead } from '@/lib/leads/schema'
import { CallList } from './call-list'
import { LogCall } from './log-call'

type LeadCallsProps = { actor: Member; lead: Lead; found: Awaited<ReturnType<typeof readCalls>> }

/** The newest calls about a lead, and who may have made another. */
export async function readCalls(actor: Member, leadId: string, limit: number) {
  const { slug } = actor.workspace
  const [page, callers] = await Promise.all([
    ask(calls.ofLead, slug, { leadId, limit }),
    may(actor, 'calls.log') ? ask(calls.callers, slug, {}) : null,
  ])
  return { page, callers }
}

const List = ({ actor, lead, found }: LeadCallsProps) => (
  <CallList
    // Other calls make other pages.
    key={found.page.items.map(({ id }) => id).join()}
    slug={actor.workspace.slug}
    leadId={lead.id}
    timeZone={actor.workspace.timezone}
    viewer={{ userId: actor.userId, role: actor.role }}
    first={found.page}
  />
)

const Log = ({ actor, lead, found }: LeadCallsProps) =>
  found.callers && (
    <LogCall
      slug={actor.workspace.slug}
      timeZone={actor.workspace.timezone}
      lead={{ id: lead.id, contact: lead.clientName, phone: lead.clientPhone }}
      callers={found.callers}
      self={{ userId: actor.userId, name: actor.name || actor.email }}
    />
  )

/** On the lead's page. */
export const CallsCard = (props: LeadCallsProps) => (
  <Card flush title="Calls" actions={<Log {...props} />}>
    <div className="border-t">
      <List {...props} />
    </div>
  </Card>
)

/** In its sheet. */
export const CallsSection = (props: LeadCallsProps) => (
  <section className="flex flex-col gap-2">
    <div className="flex items-center justify-between gap-2">
      <h3 className="font-medium text-sm">Calls</h3>
      <Log {...props} />
    </div>
    <div className="rounded-md border">
      <List {...props} />
    </div>
  </section>
)
