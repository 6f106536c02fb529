import { redirect } from 'next/navigation'
import { ask } from '@/lib/api/actions'
import { requirePage } from '@/lib/api/request'
import { may } from '@/lib/auth/permissions'
import { workspace } from '@/lib/workspaces/procedures'
import { SettingsForm } from './_components/settings-form'
import { SettingsFrame } from './_components/settings-frame'

export const metadata = { title: 'Settings' }

type Props = { params: Promise<{ workspace: string }> }

export default async function SettingsPage({ params }: Props) {
  const { workspace: slug } = await params
  const { actor } = await requirePage(slug)
  if (!may(actor, 'workspace.manage')) redirect(`/${slug}/settings/members`)
  const settings = await ask(workspace.settings, slug, {})
  const zones = [...new Set(['UTC', settings.timezone, ...Intl.supportedValuesOf('timeZone')])]
  return (
    <SettingsFrame actor={actor} tab="">
      {/* A new version of the settings is a new form. */}
      <SettingsForm key={settings.updatedAt.getTime()} settings={settings} zones={zones} />
    </SettingsFrame>
  )
}
