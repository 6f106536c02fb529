import { ButtonLink } from '@/components/ui/button-link'
import { Callout } from '@/components/ui/callout'
import { Card } from '@/components/ui/card'
import { ask } from '@/lib/api/actions'
import { requirePage } from '@/lib/api/request'
import { may } from '@/lib/auth/permissions'
import { customers } from '@/lib/customers/procedures'
import { leads } from '@/lib/leads/procedures'
import { isOpen } from '@/lib/leads/rules'
import { leadName } from '@/lib/leads/schema'
import { programme } from '@/lib/programme/procedures'
import { EditLead } from '../../../_components/edit-lead'
import { ExtendProtection } from '../../../_components/extend-protection'
import { FlagNotices } from '../../../_components/flag-notices'
import { LeadCommissions } from '../../../_components/lead-commissions'
import { OwnerFacts } from '../../../_components/lead-facts'
import { LeadRecord, readLead } from '../../../_components/lead-record'
import { MakeCustomer } from '../../customers/_components/make-customer'
import { CallsCard, readCalls } from '../_components/lead-calls'
import { RecordRefund } from '../_components/record-refund'
import { RefundsCard } from '../_components/refunds-card'
import { ShareDeal } from '../_components/share-deal'
import { SharesCard } from '../_components/shares-card'
import { StageControl } from '../_components/stage-control'
import { editLead, extendProtection, findLead } from '../actions'

type Props = { params: Promise<{ workspace: string; lead: string }> }

export const metadata = { title: 'Lead' }

/** Everything about one client in one place. */
export default async function LeadPage({ params }: Props) {
  const { workspace: slug, lead: id } = await params
  const { actor } = await requirePage(slug)
  const [found, refunds, campaigns, { customerId }, calls] = await Promise.all([
    readLead(slug, id),
    ask(leads.refunds, slug, { id }),
    ask(programme.campaigns, slug, {}),
    ask(customers.ofLead, slug, { leadId: id }),
    readCalls(actor, id, 10),
  ])
  const { lead } = found
  const { timezone } = actor.workspace
  const now = new Date()

  return (
    <LeadRecord
      found={found}
      timeZone={timezone}
      now={now}
      list={{ label: 'Leads', href: `/${slug}/leads` }}
      actions={
        <>
          {may(actor, 'leads.edit') && (
            <EditLead
              lead={lead}
              save={editLead.bind(null, slug)}
              find={findLead.bind(null, slug, id)}
              campaigns={campaigns}
            />
          )}
          {may(actor, 'leads.move') && <StageControl slug={slug} lead={lead} />}
          {customerId ? (
            <ButtonLink href={`/${slug}/customers/${customerId}`}>Customer</ButtonLink>
          ) : (
            lead.status === 'closed_won' &&
            may(actor, 'customers.manage') && (
              <MakeCustomer
                slug={slug}
                bills={may(actor, 'customers.bill')}
                client={{
                  leadId: id,
                  name: leadName(lead),
                  company: lead.businessName ?? lead.clientName ?? '',
                  contact: lead.clientName ?? '',
                  email: lead.clientEmail ?? '',
                }}
              />
            )
          )}
        </>
      }
      notice={
        <>
          <FlagNotices actor={actor} leadId={id} />
          {lead.zeroCommissionReason && (
            <Callout tone="info" title="No commission">
              {lead.zeroCommissionReason}
            </Callout>
          )}
        </>
      }
      earned={
        <>
          <CallsCard actor={actor} lead={lead} found={calls} />
          <LeadCommissions
            title="Commission"
            items={found.commissions}
            timeZone={timezone}
            hrefOf={(commission) => `/${slug}/commissions?lead=${id}&open=${commission}`}
            status={lead.status}
            none="A commission is made when the lead is won, at the rate of the partner’s tier."
          />
          {(lead.status === 'closed_won' || refunds.items.length > 0) && (
            <RefundsCard
              refunds={refunds}
              timeZone={timezone}
              action={
                refunds.left > 0 &&
                may(actor, 'leads.refund') && (
                  <RecordRefund
                    slug={slug}
                    leadId={id}
                    name={leadName(lead)}
                    left={refunds.left}
                    currency={refunds.currency}
                  />
                )
              }
            />
          )}
        </>
      }
      ownership={
        <>
          <Card
            title="Owner"
            actions={
              lead.extensionDays !== null &&
              may(actor, 'leads.edit') && (
                <ExtendProtection
                  days={lead.extensionDays}
                  name={leadName(lead)}
                  help="The partner can read this."
                  extend={extendProtection.bind(null, slug, id)}
                />
              )
            }
          >
            <OwnerFacts lead={lead} timeZone={timezone} now={now} slug={slug} />
          </Card>
          {(isOpen(lead.status) || lead.shares.length > 0) && (
            <SharesCard
              slug={slug}
              shares={lead.shares}
              action={
                isOpen(lead.status) &&
                may(actor, 'leads.share') && (
                  <ShareDeal
                    key={lead.version}
                    slug={slug}
                    leadId={id}
                    owner={{ id: lead.partnerId, name: lead.partnerName }}
                    shares={lead.shares}
                  />
                )
              }
            />
          )}
        </>
      }
    />
  )
}
