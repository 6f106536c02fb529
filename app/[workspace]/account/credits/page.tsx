import { PageHeader } from '@/components/shell/page-header'
import { hrefWith, textParam } from '@/components/table/table-url'
import { ButtonLink } from '@/components/ui/button-link'
import { Card } from '@/components/ui/card'
import { ask } from '@/lib/api/actions'
import { billing } from '@/lib/billing/procedures'
import { area } from '@/lib/customers/procedures/area'
import { CreditLedger } from '../../_components/customers/credit-ledger'
import { CreditMeter } from '../../_components/customers/credit-meter'
import { type ListPageProps, openList } from '../../_components/open-list'

export const metadata = { title: 'Your credits' }

export default async function AreaCreditsPage(props: ListPageProps) {
  const { slug, actor, url } = await openList(props, 'account/credits', ['created'], '-created')
  const [customer, page] = await Promise.all([
    ask(area.profile, slug, {}),
    ask(billing.ownCredits, slug, { cursor: textParam(url, 'after') || undefined, limit: 50 }),
  ])
  const { timezone } = actor.workspace
  return (
    <>
      <PageHeader
        breadcrumb={[{ label: 'Home', href: `/${slug}/account` }, { label: 'Credits' }]}
        title="Your credits"
        description="Set aside when a submission is queued, used when it is through, given back when it fails."
      />
      <div className="flex max-w-2xl flex-col gap-5">
        <Card title="This period">
          <CreditMeter credits={customer} timeZone={timezone} />
        </Card>
        <Card flush title="Movements">
          <CreditLedger entries={page.items} timeZone={timezone} />
        </Card>
        {page.nextCursor && (
          <div>
            <ButtonLink href={hrefWith(url, { after: page.nextCursor })}>
              Older movements
            </ButtonLink>
          </div>
        )}
      </div>
    </>
  )
}
