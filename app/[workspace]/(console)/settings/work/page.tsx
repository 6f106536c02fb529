import { ask } from '@/lib/api/actions'
import { requirePage } from '@/lib/api/request'
import { work } from '@/lib/deadlines/procedures'
import { isoDate } from '@/lib/time'
import { SettingsFrame } from '../_components/settings-frame'
import { HolidaysCard } from './_components/holidays-card'
import { TypesForm } from './_components/types-form'
import { WorkForm } from './_components/work-form'

export const metadata = { title: 'Work settings' }

type Props = { params: Promise<{ workspace: string }> }

/** How work is handed out, by when it is due, and how it is checked. */
export default async function WorkSettingsPage({ params }: Props) {
  const { workspace: slug } = await params
  const { actor } = await requirePage(slug)
  const settings = await ask(work.settings, slug, {})
  const { timezone } = actor.workspace
  return (
    <SettingsFrame actor={actor} tab="/work">
      <WorkForm
        key={settings.updatedAt.getTime()}
        slug={slug}
        settings={settings}
        zone={timezone}
      />
      <HolidaysCard
        slug={slug}
        holidays={settings.holidays}
        openTasks={settings.openTasks}
        today={isoDate(new Date(), timezone)}
      />
      <TypesForm slug={slug} types={settings.types} />
    </SettingsFrame>
  )
}
