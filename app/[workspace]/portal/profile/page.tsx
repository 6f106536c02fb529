import { PageHeader } from '@/components/shell/page-header'
import { Card } from '@/components/ui/card'
import { DefinitionList } from '@/components/ui/definition-list'
import { TextLink } from '@/components/ui/text-link'
import { Time } from '@/components/ui/time'
import { ask } from '@/lib/api/actions'
import { requirePage } from '@/lib/api/request'
import { portal } from '@/lib/portal/procedures'
import { OwnPayoutCurrency } from '../_components/own-payout-currency'
import { PayoutDetailsForm } from '../_components/payout-details-form'
import { ProfileForm } from '../_components/profile-form'

type Props = { params: Promise<{ workspace: string }> }

export const metadata = { title: 'Your profile' }

export default async function PortalProfilePage({ params }: Props) {
  const { workspace: slug } = await params
  const { actor } = await requirePage(slug)
  const partner = await ask(portal.profile, slug, {})

  return (
    <>
      <PageHeader
        title="Your profile"
        description={`What ${actor.workspace.name} knows about you, and where your money goes.`}
      />
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <Card
          title="Payout details"
          description={
            partner.payoutHint
              ? `Your money goes to: ${partner.payoutHint}.`
              : 'Not given yet. Without them nothing can be paid.'
          }
        >
          <PayoutDetailsForm slug={slug} given={partner.payoutHint !== null} />
        </Card>
        <div className="flex min-w-0 flex-col gap-5">
          <Card title="Payout currency">
            <OwnPayoutCurrency
              slug={slug}
              current={partner.payoutCurrency}
              currency={actor.workspace.currency}
            />
          </Card>
          <Card title="About you">
            <ProfileForm slug={slug} partner={partner} />
          </Card>
          <Card title="Account">
            <DefinitionList
              items={[
                ['E-mail', partner.email],
                ['Tracking code', partner.trackingCode],
                [
                  'Joined',
                  <Time
                    key="joined"
                    at={partner.createdAt}
                    timeZone={actor.workspace.timezone}
                    format="date"
                  />,
                ],
                [
                  'Security',
                  <TextLink key="account" href="/account">
                    Password and sessions
                  </TextLink>,
                ],
              ]}
            />
          </Card>
        </div>
      </div>
    </>
  )
}
