import { PageHeader } from '@/components/shell/page-header'
import { ButtonLink } from '@/components/ui/button-link'
import { Card } from '@/components/ui/card'
import { Icon } from '@/components/ui/icon'
import { ask } from '@/lib/api/actions'
import { requirePage } from '@/lib/api/request'
import { env } from '@/lib/env'
import { portal } from '@/lib/portal/procedures'
import { EarningsStats } from '../../_components/earnings-stats'
import { OwedBack } from '../../_components/owed-back'
import { ratesFor } from '../../_components/rates-for'
import { TierProgress } from '../../_components/tier-progress'
import { LatestNews } from '../_components/latest-news'
import { NextPayout } from '../_components/next-payout'
import { ReferralLink } from '../_components/referral-link'
import { WaitingLeads } from '../_components/waiting-leads'

type Props = { params: Promise<{ workspace: string }> }

export const metadata = { title: 'Home' }

/** Where is my money? */
export default async function PortalHomePage({ params }: Props) {
  const { workspace: slug } = await params
  const { actor } = await requirePage(slug)
  const home = await ask(portal.home, slug, {})
  const { partner } = home
  const { timezone, currency } = actor.workspace
  const paidIn = partner.payoutCurrency ?? currency
  const [worth, payoutRates] = await Promise.all([
    ratesFor(slug, actor, partner.earnings),
    ratesFor(slug, actor, [...partner.earnings, { currency }], paidIn),
  ])
  const now = new Date()
  const link = `${env.appUrl}/p/${slug}?ref=${partner.trackingCode}`

  return (
    <>
      <PageHeader
        title={`Hello ${partner.name.split(' ')[0]}`}
        description={`Your business with ${actor.workspace.name} at a glance.`}
        actions={
          actor.partnerStatus === 'active' && (
            <ButtonLink variant="primary" href={`/${slug}/portal/leads/new`}>
              <Icon name="plus" /> Register a client
            </ButtonLink>
          )
        }
      />
      <OwedBack balances={partner.earnings} who="your" />
      <EarningsStats
        earnings={partner.earnings}
        currency={currency}
        rates={worth}
        lists={{ base: `/${slug}/portal` }}
      />
      <div className="grid items-start gap-5 lg:grid-cols-[3fr_2fr]">
        <div className="flex min-w-0 flex-col gap-5">
          <NextPayout
            slug={slug}
            home={home}
            currency={currency}
            rates={payoutRates}
            timeZone={timezone}
            now={now}
          />
          <WaitingLeads slug={slug} leads={home.waiting} now={now} />
          <Card title="Latest">
            <LatestNews news={home.news} timeZone={timezone} now={now} />
          </Card>
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          <Card title="Your tier">
            <TierProgress progress={partner.progress} />
          </Card>
          <ReferralLink link={link} />
        </div>
      </div>
    </>
  )
}
