'use client'

import { useRouter } from 'next/navigation'
import { ActionForm } from '@/components/form/action-form'
import { CheckboxField } from '@/components/form/checkbox-field'
import { SelectField } from '@/components/form/select-field'
import { SubmitButton } from '@/components/form/submit-button'
import { TextField } from '@/components/form/text-field'
import { TextareaField } from '@/components/form/textarea-field'
import { Card } from '@/components/ui/card'
import { TextLink } from '@/components/ui/text-link'
import { toast } from '@/components/ui/toast'
import type { Settings } from '@/lib/workspaces/schema'
import { saveSettings } from '../actions'

export function SettingsForm({ settings, zones }: { settings: Settings; zones: string[] }) {
  const router = useRouter()
  const { slug, currency } = settings
  return (
    <ActionForm
      empty="null"
      className="flex flex-col gap-5"
      action={(values) => saveSettings(slug, values)}
      onSuccess={() => {
        toast('Settings saved', { tone: 'success' })
        router.refresh()
      }}
    >
      <input type="hidden" name="updatedAt" value={settings.updatedAt.toISOString()} />
      <Card title="Workspace">
        <div className="flex max-w-md flex-col gap-4">
          <TextField name="name" label="Name" defaultValue={settings.name} maxLength={120} />
          <SelectField
            name="timezone"
            label="Time zone"
            defaultValue={settings.timezone}
            options={zones.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))}
            help="Days begin and end here, in lists, exports and payouts."
          />
          <TextField
            name="currency"
            label="Currency"
            defaultValue={currency}
            disabled
            help="Fixed once: what partners have earned is in it."
          />
        </div>
      </Card>
      <Card
        title="Programme"
        description="What visitors read before they apply."
        actions={<TextLink href={`/p/${slug}`}>Programme page</TextLink>}
      >
        <div className="flex flex-col gap-4">
          <CheckboxField
            asSwitch
            name="acceptsApplications"
            label="Take applications"
            hint="When off, the page stays and its form is closed."
            defaultChecked={settings.acceptsApplications}
          />
          <TextareaField
            name="programmeTerms"
            label="Terms"
            optional
            rows={10}
            maxLength={20_000}
            defaultValue={settings.programmeTerms}
            help="What a partner agrees to, in your words."
          />
        </div>
      </Card>
      <div>
        <SubmitButton>Save settings</SubmitButton>
      </div>
    </ActionForm>
  )
}
