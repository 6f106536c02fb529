import { Card } from '@/components/ui/card'
import { Time } from '@/components/ui/time'
import { ask } from '@/lib/api/actions'
import { requirePage } from '@/lib/api/request'
import { workspace } from '@/lib/workspaces/procedures'
import { SettingsFrame } from '../_components/settings-frame'
import { TiersForm } from '../_components/tiers-form'

export const metadata = { title: 'Tiers' }

type Props = { params: Promise<{ workspace: string }> }

export default async function TiersPage({ params }: Props) {
  const { workspace: slug } = await params
  const { actor } = await requirePage(slug)
  const table = await ask(workspace.tiers, slug, {})
  return (
    <SettingsFrame actor={actor} tab="/tiers">
      <Card
        title="Tier table"
        description="A change counts for deals won from now on. Commissions that exist stay as they are."
        footer={
          table.version > 0 && (
            <span className="text-muted">
              Version {table.version}, in force since{' '}
              <Time at={table.effectiveFrom} timeZone={actor.workspace.timezone} />
            </span>
          )
        }
      >
        <TiersForm key={table.version} slug={slug} table={table} />
      </Card>
    </SettingsFrame>
  )
}
