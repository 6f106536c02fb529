import { MoneyField } from '@/components/form/money-field'
import { SelectField } from '@/components/form/select-field'
import { TextField } from '@/components/form/text-field'
import { Icon } from '@/components/ui/icon'
import { IconButton } from '@/components/ui/icon-button'
import type { Campaign, Condition } from '@/lib/programme/schema'
import { CampaignChoice } from './campaign-choice'
import type { ConditionShape } from './shapes'

const fields: { value: Condition['field']; label: string }[] = [
  { value: 'deal_value', label: 'Deal value' },
  { value: 'industry', label: 'Industry' },
  { value: 'campaign', label: 'Campaign' },
  { value: 'new_client', label: 'New client' },
  { value: 'nth_deal', label: 'Number of the deal' },
]

const operators: Record<Condition['field'], { value: string; label: string }[]> = {
  deal_value: [
    { value: 'at_least', label: 'is at least' },
    { value: 'less_than', label: 'is less than' },
  ],
  industry: [
    { value: 'is', label: 'is' },
    { value: 'is_not', label: 'is not' },
  ],
  campaign: [
    { value: 'is', label: 'is' },
    { value: 'is_not', label: 'is not' },
  ],
  new_client: [
    { value: 'yes', label: 'yes' },
    { value: 'no', label: 'no, bought before' },
  ],
  nth_deal: [
    { value: 'is', label: 'is' },
    { value: 'at_least', label: 'is at least' },
    { value: 'every', label: 'is every' },
  ],
}

type ConditionFieldsProps = {
  slug: string
  name: string
  condition: ConditionShape
  currency: string
  campaigns: readonly Campaign[]
  onCampaign: (made: Campaign) => void
  onChange: (condition: ConditionShape | null) => void
}

export function ConditionFields(props: ConditionFieldsProps) {
  const { slug, name, condition, currency, campaigns, onCampaign, onChange } = props
  const { field } = condition
  const initial = condition.initial?.field === field ? condition.initial : undefined
  const op =
    initial?.field === 'new_client' ? (initial.is ? 'yes' : 'no') : initial ? initial.op : undefined
  return (
    <div className="grid grid-cols-[1fr_1fr_auto] items-end gap-3 sm:grid-cols-[1fr_1fr_1.5fr_auto]">
      <SelectField
        name={`${name}.field`}
        label="What"
        options={fields}
        defaultValue={field}
        onChange={({ target }) =>
          onChange({ ...condition, field: target.value as Condition['field'] })
        }
      />
      <SelectField
        key={field}
        name={`${name}.op`}
        label="How"
        options={operators[field]}
        defaultValue={op}
      />
      <div className="max-sm:order-last max-sm:col-span-3">
        {field === 'deal_value' && (
          <MoneyField
            name={`${name}.amount`}
            label="Amount"
            currency={currency}
            defaultValue={initial?.field === 'deal_value' ? initial.amount : null}
          />
        )}
        {field === 'industry' && (
          <TextField
            name={`${name}.values`}
            label="Industries"
            placeholder="Retail, Health"
            autoComplete="off"
            defaultValue={initial?.field === 'industry' ? initial.values.join(', ') : ''}
          />
        )}
        {field === 'campaign' && (
          <CampaignChoice
            slug={slug}
            name={`${name}.campaignIds`}
            campaigns={campaigns}
            chosen={initial?.field === 'campaign' ? initial.campaignIds : []}
            onCampaign={onCampaign}
          />
        )}
        {field === 'nth_deal' && (
          <TextField
            name={`${name}.n`}
            label="Number"
            type="number"
            min={1}
            max={100_000}
            defaultValue={initial?.field === 'nth_deal' ? initial.n : 10}
          />
        )}
      </div>
      <IconButton label="Remove this condition" onClick={() => onChange(null)}>
        <Icon name="x" />
      </IconButton>
    </div>
  )
}
