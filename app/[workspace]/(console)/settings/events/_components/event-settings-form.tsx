'use client'

import { useRouter } from 'next/navigation'
import { ActionForm } from '@/components/form/action-form'
import { SubmitButton } from '@/components/form/submit-button'
import { TextField } from '@/components/form/text-field'
import { Card } from '@/components/ui/card'
import { toast } from '@/components/ui/toast'
import type { EventSettings } from '@/lib/capture/schema'
import { saveEventSettings } from '../../actions'

type Props = { slug: string; settings: EventSettings }

/** How long events are kept one by one, and how many a key may send. */
export function EventSettingsForm({ slug, settings }: Props) {
  const router = useRouter()
  return (
    <Card title="Keeping and limits">
      <ActionForm
        className="flex max-w-md flex-col gap-4"
        action={(values) => saveEventSettings(slug, values)}
        onSuccess={() => {
          toast('Settings saved', { tone: 'success' })
          router.refresh()
        }}
      >
        <TextField
          name="retentionDays"
          label="Days that events are kept"
          help="Each by itself, to be looked at. Counts of days are kept for good. Fewer days delete older events within the hour."
          type="number"
          min={1}
          max={730}
          defaultValue={settings.retentionDays}
          className="tabular-nums"
        />
        <TextField
          name="eventsPerMinute"
          label="Events a minute, of each key"
          help="What goes beyond is refused until the next minute."
          type="number"
          min={1}
          defaultValue={settings.eventsPerMinute}
          className="tabular-nums"
        />
        <div>
          <SubmitButton>Save</SubmitButton>
        </div>
      </ActionForm>
    </Card>
  )
}
