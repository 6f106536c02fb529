'use client'

import { useRouter } from 'next/navigation'
import { ActionForm } from '@/components/form/action-form'
import { SelectField } from '@/components/form/select-field'
import { SubmitButton } from '@/components/form/submit-button'
import { TextField } from '@/components/form/text-field'
import { Card } from '@/components/ui/card'
import { toast } from '@/components/ui/toast'
import type { Limits } from '@/lib/risk/schema'
import { saveLimits } from '../actions'

type LimitsFormProps = {
  slug: string
  limits: Limits & { updatedAt: Date }
  countries: { value: string; label: string }[]
}

type Count = Exclude<keyof Limits, 'phoneCountry'>
type CountFieldProps = { name: Count; label: string; help: string; limits: Limits }

const CountField = ({ name, label, help, limits }: CountFieldProps) => (
  <TextField
    name={name}
    label={label}
    help={help}
    type="number"
    min={0}
    defaultValue={limits[name]}
    className="tabular-nums"
  />
)

/** How long clients are protected, and from where on something looks wrong. */
export function LimitsForm({ slug, limits, countries }: LimitsFormProps) {
  const router = useRouter()
  return (
    <ActionForm
      empty="null"
      className="flex flex-col gap-5"
      action={(values) => saveLimits(slug, values)}
      onSuccess={() => {
        toast('Settings saved', { tone: 'success' })
        router.refresh()
      }}
    >
      <input type="hidden" name="updatedAt" value={limits.updatedAt.toISOString()} />
      <Card
        title="Deal protection"
        description="Counts for clients registered from now on. Protection that was given stays as it is."
      >
        <div className="grid max-w-md gap-4">
          <CountField
            limits={limits}
            name="protectionDays"
            label="Protected for, in days"
            help="From the registration on nobody else can register the client."
          />
          <CountField
            limits={limits}
            name="extensionDays"
            label="One extension, in days"
            help="The partner says what they are working on, once for a client."
          />
          <CountField
            limits={limits}
            name="reminderDays"
            label="Reminder before the end, in days"
            help="0 sends none."
          />
          <SelectField
            name="phoneCountry"
            label="Country of phone numbers"
            optional
            placeholder="Only numbers with a country code"
            options={countries}
            defaultValue={limits.phoneCountry ?? ''}
            help="Numbers without a country code are read as numbers of this country."
          />
        </div>
      </Card>
      <Card
        title="Risk"
        description="What goes beyond a limit is flagged, and money waits until an admin has cleared it."
      >
        <div className="grid max-w-md gap-4">
          <CountField
            limits={limits}
            name="refundPercent"
            label="Refunded of what was won, in %"
            help="Within a year. More than this flags the partner."
          />
          <CountField
            limits={limits}
            name="refundDeals"
            label="From won deals"
            help="With fewer deals a share says nothing."
          />
          <CountField
            limits={limits}
            name="burstLeads"
            label="Clients within a day"
            help="From this number on, when it is four times what the partner usually brings."
          />
          <CountField
            limits={limits}
            name="newDetailsDays"
            label="Hold after changed payout details, in days"
            help="Nothing is paid to them before that, unless an admin clears them. 0 holds nothing."
          />
        </div>
      </Card>
      <div>
        <SubmitButton>Save settings</SubmitButton>
      </div>
    </ActionForm>
  )
}
