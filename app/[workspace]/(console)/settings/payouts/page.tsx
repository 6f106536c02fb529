import { Card } from '@/components/ui/card'
import { ask } from '@/lib/api/actions'
import { requirePage } from '@/lib/api/request'
import { may } from '@/lib/auth/permissions'
import { members } from '@/lib/members/procedures'
import { delegations, payoutSettings } from '@/lib/payouts/procedures/sending'
import { isoDate } from '@/lib/time'
import { SettingsFrame } from '../_components/settings-frame'
import { DelegationForm } from './_components/delegation-form'
import { DelegationList } from './_components/delegation-list'
import { PayoutAccountForm } from './_components/payout-account-form'

export const metadata = { title: 'Payout settings' }

type Props = { params: Promise<{ workspace: string }> }

export default async function PayoutSettingsPage({ params }: Props) {
  const { workspace: slug } = await params
  const { actor } = await requirePage(slug)
  const { timezone } = actor.workspace
  const manages = may(actor, 'payouts.manage')
  const [settings, given, people] = await Promise.all([
    manages ? ask(payoutSettings.find, slug, {}) : null,
    ask(delegations.list, slug, {}),
    manages ? ask(members.list, slug, { limit: 200 }) : null,
  ])
  const managers = (people?.items ?? []).filter(({ role }) => role === 'manager')
  return (
    <SettingsFrame actor={actor} tab="/payouts">
      {settings && (
        <Card title="Account" description="Bank files pay from this account.">
          <PayoutAccountForm slug={slug} settings={settings} />
        </Card>
      )}
      <Card
        title="Approval on behalf of another"
        description="While you are away, a manager may approve payouts for you: none that either of you made or is paid by."
      >
        <div className="flex flex-col gap-5">
          <DelegationList
            slug={slug}
            delegations={given}
            manages={manages}
            timeZone={timezone}
            now={new Date()}
          />
          {manages && managers.length > 0 && (
            <DelegationForm
              slug={slug}
              managers={managers.map(({ userId, name, email }) => ({
                value: userId,
                label: name || email,
              }))}
              today={isoDate(new Date(), timezone)}
            />
          )}
          {manages && managers.length === 0 && (
            <p className="text-muted text-sm">There is no manager to delegate to yet.</p>
          )}
        </div>
      </Card>
    </SettingsFrame>
  )
}
