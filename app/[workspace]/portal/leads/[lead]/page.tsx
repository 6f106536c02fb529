import { Card } from '@/components/ui/card'
import { DefinitionList } from '@/components/ui/definition-list'
import { Time } from '@/components/ui/time'
import { requirePage } from '@/lib/api/request'
import { isOpen } from '@/lib/leads/rules'
import { leadName } from '@/lib/leads/schema'
import { EditLead } from '../../../_components/edit-lead'
import { ExtendProtection } from '../../../_components/extend-protection'
import { LeadCommissions } from '../../../_components/lead-commissions'
import { extensionOf, protectionOf } from '../../../_components/lead-facts'
import { LeadRecord, readLead } from '../../../_components/lead-record'
import { editLead, extendProtection, findLead } from '../../actions'

type Props = { params: Promise<{ workspace: string; lead: string }> }

export const metadata = { title: 'Your lead' }

export default async function PortalLeadPage({ params }: Props) {
  const { workspace: slug, lead: id } = await params
  const { actor } = await requirePage(slug)
  const found = await readLead(slug, id)
  const { lead } = found
  const { timezone } = actor.workspace
  const now = new Date()

  return (
    <LeadRecord
      found={found}
      timeZone={timezone}
      now={now}
      list={{ label: 'Your leads', href: `/${slug}/portal/leads` }}
      actions={
        isOpen(lead.status) && (
          <EditLead
            lead={lead}
            save={editLead.bind(null, slug)}
            find={findLead.bind(null, slug, id)}
          />
        )
      }
      earned={
        <LeadCommissions
          title="Your commission"
          items={found.commissions}
          timeZone={timezone}
          hrefOf={(commission) => `/${slug}/portal/commissions?open=${commission}`}
          status={lead.status}
          none="When the deal is won, your commission appears here, at the rate of your tier then."
        />
      }
      ownership={
        <Card
          title="Protection"
          actions={
            lead.extensionDays !== null && (
              <ExtendProtection
                days={lead.extensionDays}
                name={leadName(lead)}
                help="What are you working on with them? The agency reads this."
                extend={extendProtection.bind(null, slug, id)}
              />
            )
          }
        >
          <DefinitionList
            items={[
              ['Yours', protectionOf(lead, timezone, now)],
              ...extensionOf(lead, timezone),
              ['Since', <Time key="since" at={lead.createdAt} timeZone={timezone} />],
            ]}
          />
        </Card>
      }
    />
  )
}
