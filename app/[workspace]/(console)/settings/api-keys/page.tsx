import { ApiKeys } from '@/app/account/_components/api-keys'
import { requirePage } from '@/lib/api/request'
import { SettingsFrame } from '../_components/settings-frame'

export const metadata = { title: 'API keys' }

type Props = { params: Promise<{ workspace: string }> }

export default async function SettingsKeysPage({ params }: Props) {
  const { actor } = await requirePage((await params).workspace)
  return (
    <SettingsFrame actor={actor} tab="/api-keys">
      <ApiKeys actor={actor} />
    </SettingsFrame>
  )
}
