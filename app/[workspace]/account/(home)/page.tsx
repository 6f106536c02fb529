import { PageHeader } from '@/components/shell/page-header'
import { ButtonLink } from '@/components/ui/button-link'
import { Callout } from '@/components/ui/callout'
import { Card } from '@/components/ui/card'
import { Stat, StatGroup } from '@/components/ui/stat'
import { actions } from '@/lib/actions/procedures'
import { ask } from '@/lib/api/actions'
import { requirePage } from '@/lib/api/request'
import { billing } from '@/lib/billing/procedures'
import { area } from '@/lib/customers/procedures/area'
import { BatchList } from '../../_components/customers/batch-list'
import { Completeness } from '../../_components/customers/completeness'
import { CreditMeter } from '../../_components/customers/credit-meter'
import { ListingList } from '../../_components/customers/listing-list'
import { FollowBatches } from '../_components/follow-batches'
import { OwnSubscription } from '../_components/own-subscription'
import { Questions } from '../_components/questions'

type Props = { params: Promise<{ workspace: string }> }

export const metadata = { title: 'Home' }

/** What is done for me, and what do you need from me? */
export default async function AreaHomePage({ params }: Props) {
  const { workspace: slug } = await params
  const { actor } = await requirePage(slug)
  const [home, waiting, { stripe }] = await Promise.all([
    ask(area.home, slug, {}),
    ask(actions.questions, slug, { status: ['requires_customer'], limit: 20 }),
    ask(billing.connection, slug, {}),
  ])
  const { customer, counts } = home
  const { timezone, name } = actor.workspace
  const now = new Date()

  return (
    <>
      <PageHeader
        title={`Hello ${customer.fullName.split(' ')[0]}`}
        description={`What ${name} does for ${customer.companyName}.`}
        actions={
          customer.completeness < 90 && (
            <ButtonLink variant="primary" href={`/${slug}/account/profile`}>
              Complete your profile
            </ButtonLink>
          )
        }
      />
      <FollowBatches slug={slug} batches={home.batches} />
      {customer.obstacle && <Callout tone="warning">{customer.obstacle}</Callout>}
      {waiting.items.length > 0 && (
        <Card
          flush
          title="We need something from you"
          description="Work on these listings goes on as soon as you answer."
        >
          <Questions slug={slug} questions={waiting.items} timeZone={timezone} now={now} />
        </Card>
      )}
      <StatGroup label="Your listings">
        <Stat
          label="Live"
          value={counts.live.toLocaleString('en-US')}
          href={`/${slug}/account/listings?show=live`}
        />
        <Stat
          label="On their way"
          value={counts.coming.toLocaleString('en-US')}
          href={`/${slug}/account/listings?show=coming`}
        />
        <Stat
          label="Not live"
          value={counts.ended.toLocaleString('en-US')}
          href={`/${slug}/account/listings?show=ended`}
        />
      </StatGroup>
      <div className="grid items-start gap-5 lg:grid-cols-[3fr_2fr]">
        <div className="flex min-w-0 flex-col gap-5">
          <Card
            flush
            title="Batches"
            actions={
              <ButtonLink size="sm" variant="ghost" href={`/${slug}/account/batches`}>
                All
              </ButtonLink>
            }
          >
            <BatchList
              batches={home.batches}
              timeZone={timezone}
              empty={`As soon as ${name} submits your business to directories, you can follow it here.`}
            />
          </Card>
          <Card
            flush
            title="Newest live listings"
            actions={
              <ButtonLink size="sm" variant="ghost" href={`/${slug}/account/listings`}>
                All
              </ButtonLink>
            }
          >
            <ListingList
              listings={home.live}
              timeZone={timezone}
              hrefOf={(listing) => `/${slug}/account/listings?open=${listing}`}
              empty="Directories take days to weeks to publish a listing. Live ones appear here with their link."
            />
          </Card>
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          <Card
            title="Credits"
            actions={
              <ButtonLink size="sm" variant="ghost" href={`/${slug}/account/credits`}>
                All movements
              </ButtonLink>
            }
          >
            <CreditMeter credits={customer} timeZone={timezone} />
          </Card>
          <OwnSubscription slug={slug} customer={customer} timeZone={timezone} stripe={stripe} />
          <Card title="Your profile">
            <Completeness percent={customer.completeness} missing={customer.missing} />
          </Card>
        </div>
      </div>
    </>
  )
}
