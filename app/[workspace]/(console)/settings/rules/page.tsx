import { ButtonLink } from '@/components/ui/button-link'
import { Card } from '@/components/ui/card'
import { ask } from '@/lib/api/actions'
import { requirePage } from '@/lib/api/request'
import { may } from '@/lib/auth/permissions'
import { programme } from '@/lib/programme/procedures'
import { SettingsFrame } from '../_components/settings-frame'
import { VersionHistory } from './_components/version-history'
import { VersionRules } from './_components/version-rules'
import { WithdrawVersion } from './_components/withdraw-version'

export const metadata = { title: 'Rules' }

type Props = { params: Promise<{ workspace: string }> }

/** What deals earn and when it is paid: the rules in force, those to come, those before. */
export default async function RulesPage({ params }: Props) {
  const { workspace: slug } = await params
  const { actor } = await requirePage(slug)
  const { timezone, currency } = actor.workspace
  const [versions, campaigns] = await Promise.all([
    ask(programme.versions, slug, {}),
    ask(programme.campaigns, slug, {}),
  ])
  const inForce = versions.find(({ state }) => state === 'in_force')
  const scheduled = versions.filter(({ state }) => state === 'scheduled')
  const names = new Map(campaigns.map(({ id, name }) => [id, name]))
  const manages = may(actor, 'programme.manage')
  const shown = { currency, timeZone: timezone, campaigns: names }
  return (
    <SettingsFrame
      actor={actor}
      tab="/rules"
      actions={
        manages && (
          <ButtonLink variant="primary" href={`/${slug}/settings/rules/edit`}>
            Change the rules
          </ButtonLink>
        )
      }
    >
      {inForce ? (
        <Card title={`In force: version ${inForce.version}`}>
          <VersionRules version={inForce} {...shown} />
        </Card>
      ) : (
        <Card>
          <p className="text-muted text-sm">
            There are no rules yet. Without a tier table no deal can be won.
          </p>
        </Card>
      )}
      {scheduled.map((version) => (
        <Card
          key={version.version}
          title={`To come: version ${version.version}`}
          actions={manages && <WithdrawVersion slug={slug} version={version.version} />}
        >
          <VersionRules version={version} {...shown} />
        </Card>
      ))}
      <VersionHistory
        versions={versions.filter(({ state }) => state === 'past' || state === 'withdrawn')}
        {...shown}
      />
    </SettingsFrame>
  )
}
