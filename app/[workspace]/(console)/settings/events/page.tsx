import { Card } from '@/components/ui/card'
import { TextLink } from '@/components/ui/text-link'
import { ask } from '@/lib/api/actions'
import { requirePage } from '@/lib/api/request'
import { browserKeys, events } from '@/lib/capture/procedures'
import { env } from '@/lib/env'
import { SettingsFrame } from '../_components/settings-frame'
import { BrowserKeys } from './_components/browser-keys'
import { EventSettingsForm } from './_components/event-settings-form'
import { KeyDialog } from './_components/key-dialog'

export const metadata = { title: 'Events' }

type Props = { params: Promise<{ workspace: string }> }

export default async function EventsPage({ params }: Props) {
  const { workspace: slug } = await params
  const { actor } = await requirePage(slug)
  const [{ items }, settings] = await Promise.all([
    ask(browserKeys.list, slug, {}),
    ask(events.settings, slug, {}),
  ])
  return (
    <SettingsFrame actor={actor} tab="/events">
      <Card
        title="Browser keys"
        description="Count page views and events of your sites. A key may only add events, and only from the sites you name."
        actions={<KeyDialog slug={slug} />}
        footer={<TextLink href="/docs/events">How to send events</TextLink>}
        flush
      >
        <BrowserKeys
          slug={slug}
          keys={items}
          script={`${env.appUrl}/t.js`}
          timeZone={actor.workspace.timezone}
          now={new Date()}
        />
      </Card>
      <EventSettingsForm
        key={`${settings.retentionDays} ${settings.eventsPerMinute}`}
        slug={slug}
        settings={settings}
      />
    </SettingsFrame>
  )
}
