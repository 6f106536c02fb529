import { PageHeader } from '@/components/shell/page-header'
import { StatusBadge } from '@/components/ui/badge'
import { Callout } from '@/components/ui/callout'
import { Card } from '@/components/ui/card'
import { DefinitionList } from '@/components/ui/definition-list'
import { TextLink } from '@/components/ui/text-link'
import { Time } from '@/components/ui/time'
import { ask } from '@/lib/api/actions'
import { requirePage } from '@/lib/api/request'
import { may } from '@/lib/auth/permissions'
import { commissions } from '@/lib/commissions/procedures'
import { leads } from '@/lib/leads/procedures'
import { partners } from '@/lib/partners/procedures'
import { partnerStatusLabels } from '@/lib/partners/schema'
import { EarningsStats } from '../../../_components/earnings-stats'
import { EventTimeline } from '../../../_components/event-timeline'
import { FlagNotices } from '../../../_components/flag-notices'
import { OwedBack } from '../../../_components/owed-back'
import { ratesFor } from '../../../_components/rates-for'
import { StatementForm } from '../../../_components/statement-form'
import { TierProgress } from '../../../_components/tier-progress'
import { partnerTones } from '../../../_components/tones'
import { OperationsCard } from '../_components/operations-card'
import { PartnerActions } from '../_components/partner-actions'
import { RecentCommissions, RecentLeads } from '../_components/recent'
import { TierHistory } from '../_components/tier-history'

type Props = { params: Promise<{ workspace: string; partner: string }> }

export const metadata = { title: 'Partner' }

const accountWords = {
  none: 'No account',
  invited: 'Invited, has not signed in yet',
  active: 'Signs in',
} as const

export default async function PartnerPage({ params }: Props) {
  const { workspace: slug, partner: id } = await params
  const { actor } = await requirePage(slug)
  const [partner, events, latestLeads, latestCommissions] = await Promise.all([
    ask(partners.find, slug, { id }),
    ask(partners.timeline, slug, { id }),
    ask(leads.list, slug, { partnerId: id, limit: 8 }),
    ask(commissions.list, slug, { partnerId: id, limit: 8 }),
  ])
  const { timezone, currency } = actor.workspace
  const worth = await ratesFor(slug, actor, partner.earnings)

  return (
    <>
      <PageHeader
        breadcrumb={[{ label: 'Partners', href: `/${slug}/partners` }, { label: partner.name }]}
        title={partner.name}
        description={partner.company ?? undefined}
        badge={
          <StatusBadge
            tone={partnerTones[partner.status]}
            label={partnerStatusLabels[partner.status]}
          />
        }
        actions={may(actor, 'partners.manage') && <PartnerActions slug={slug} partner={partner} />}
      />
      {partner.statusReason && (
        <Callout tone="warning" title={partnerStatusLabels[partner.status]}>
          {partner.statusReason}
        </Callout>
      )}
      <FlagNotices actor={actor} partnerId={id} />
      <OwedBack balances={partner.earnings} who="their" />
      <EarningsStats
        earnings={partner.earnings}
        currency={currency}
        rates={worth}
        lists={{ base: `/${slug}`, query: `&partner=${id}` }}
      />
      <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-[2fr_1fr]">
        <div className="flex min-w-0 flex-col gap-5">
          <RecentLeads slug={slug} partnerId={id} items={latestLeads.items} timeZone={timezone} />
          <RecentCommissions
            slug={slug}
            partnerId={id}
            items={latestCommissions.items}
            timeZone={timezone}
          />
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          <Card title="Tier">
            <TierProgress progress={partner.progress} />
            <TierHistory history={partner.tierHistory} timeZone={timezone} />
          </Card>
          <OperationsCard actor={actor} partnerId={id} />
          <Card title="Contact">
            <DefinitionList
              items={[
                ['E-mail', partner.email],
                ['Phone', partner.phone],
                ['Website', partner.website],
                ['Referral code', partner.trackingCode],
                [
                  'Referred',
                  <TextLink key="referred" href={`/${slug}/applications?status=all&referrer=${id}`}>
                    Applications by their link
                  </TextLink>,
                ],
                ['Account', accountWords[partner.account]],
                ['Payout', partner.payoutHint ?? 'No details yet'],
                ['Paid in', partner.payoutCurrency ?? 'The currency of each deal'],
                [
                  'Ledger',
                  <TextLink key="ledger" href={`/${slug}/ledger?partner=${id}`}>
                    Every movement
                  </TextLink>,
                ],
                [
                  'Joined',
                  <Time key="joined" at={partner.createdAt} timeZone={timezone} format="date" />,
                ],
                [
                  'Application',
                  partner.applicationId ? (
                    <TextLink
                      key="application"
                      href={`/${slug}/applications?status=approved&open=${partner.applicationId}`}
                    >
                      Open
                    </TextLink>
                  ) : null,
                ],
              ]}
            />
          </Card>
          <StatementForm
            slug={slug}
            partnerId={partner.id}
            now={new Date()}
            timeZone={actor.workspace.timezone}
          />
          <Card title="History">
            <EventTimeline events={events} timeZone={timezone} now={new Date()} />
          </Card>
        </div>
      </div>
    </>
  )
}
