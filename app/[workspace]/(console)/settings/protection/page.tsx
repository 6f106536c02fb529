import { ask } from '@/lib/api/actions'
import { requirePage } from '@/lib/api/request'
import { phoneCountries } from '@/lib/leads/phone'
import { risk } from '@/lib/risk/procedures'
import { LimitsForm } from '../_components/limits-form'
import { SettingsFrame } from '../_components/settings-frame'

export const metadata = { title: 'Protection and risk' }

type Props = { params: Promise<{ workspace: string }> }

export default async function ProtectionPage({ params }: Props) {
  const { workspace: slug } = await params
  const { actor } = await requirePage(slug)
  const limits = await ask(risk.limits, slug, {})
  return (
    <SettingsFrame actor={actor} tab="/protection">
      <LimitsForm
        key={limits.updatedAt.getTime()}
        slug={slug}
        limits={limits}
        countries={phoneCountries()}
      />
    </SettingsFrame>
  )
}
