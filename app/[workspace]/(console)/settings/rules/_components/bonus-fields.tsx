import { MoneyField } from '@/components/form/money-field'
import { SelectField } from '@/components/form/select-field'
import { TextField } from '@/components/form/text-field'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/choice'
import { Icon } from '@/components/ui/icon'
import { IconButton } from '@/components/ui/icon-button'
import type { Campaign, RewardRule } from '@/lib/programme/schema'
import { ruleSentence } from '@/lib/programme/summary'
import { ConditionFields } from './condition-fields'
import { type GroupShape, newCondition, newGroup, type RuleShape } from './shapes'

const matches = (what: string) => [
  { value: 'all', label: `All ${what}` },
  { value: 'any', label: `Any ${what}` },
]

const rewards = [
  { value: 'fixed', label: 'A fixed amount' },
  { value: 'percent', label: 'A percentage of the value' },
]

const periods = [
  { value: 'month', label: 'a month' },
  { value: 'quarter', label: 'a quarter' },
  { value: 'year', label: 'a year' },
]

type BonusFieldsProps = {
  slug: string
  name: string
  rule: RuleShape
  currency: string
  campaigns: readonly Campaign[]
  onCampaign: (made: Campaign) => void
  /** As read from the form just now; parts may be missing. */
  typed: unknown
  onChange: (rule: RuleShape | null) => void
}

export function BonusFields(props: BonusFieldsProps) {
  const { slug, name, rule, currency, campaigns, onCampaign, typed, onChange } = props
  const { initial, groups } = rule
  const setGroup = (no: number, group: GroupShape | null) =>
    onChange({ ...rule, groups: group ? groups.with(no, group) : groups.toSpliced(no, 1) })
  return (
    <fieldset className="flex flex-col gap-4 rounded-lg border p-4">
      <div className="flex items-end gap-3">
        <TextField
          name={`${name}.name`}
          label="Name"
          className="flex-1"
          maxLength={80}
          autoComplete="off"
          placeholder="Big deal"
          defaultValue={initial?.name}
        />
        <IconButton label="Remove this bonus" onClick={() => onChange(null)}>
          <Icon name="trash-2" />
        </IconButton>
      </div>
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField
          name={`${name}.reward.type`}
          label="Gives"
          options={rewards}
          defaultValue={rule.reward}
          onChange={({ target }) =>
            onChange({ ...rule, reward: target.value === 'percent' ? 'percent' : 'fixed' })
          }
        />
        {rule.reward === 'percent' ? (
          <TextField
            name={`${name}.reward.rate`}
            label="Percent"
            inputMode="decimal"
            autoComplete="off"
            defaultValue={
              initial?.reward.type === 'percent' ? String(Number(initial.reward.rate)) : ''
            }
          />
        ) : (
          <MoneyField
            name={`${name}.reward.amount`}
            label="Amount"
            currency={currency}
            defaultValue={initial?.reward.type === 'fixed' ? initial.reward.amount : null}
          />
        )}
      </div>
      {groups.map((group, g) => (
        <fieldset key={group.id} className="flex flex-col gap-3 rounded-lg bg-subtle p-3">
          <div className="flex items-end justify-between gap-3">
            {group.conditions.length > 1 ? (
              <SelectField
                name={`${name}.groups.${g}.match`}
                label={g === 0 ? 'When' : 'And when'}
                options={matches('of these hold')}
                defaultValue={group.match}
              />
            ) : (
              <span className="font-medium text-sm">When</span>
            )}
            <IconButton label="Remove these conditions" onClick={() => setGroup(g, null)}>
              <Icon name="x" />
            </IconButton>
          </div>
          {group.conditions.map((condition, c) => (
            <ConditionFields
              key={condition.id}
              slug={slug}
              name={`${name}.groups.${g}.conditions.${c}`}
              condition={condition}
              currency={currency}
              campaigns={campaigns}
              onCampaign={onCampaign}
              onChange={(next) => {
                const conditions = next
                  ? group.conditions.with(c, next)
                  : group.conditions.toSpliced(c, 1)
                setGroup(g, conditions.length > 0 ? { ...group, conditions } : null)
              }}
            />
          ))}
          <div>
            <Button
              size="sm"
              variant="ghost"
              onClick={() =>
                setGroup(g, { ...group, conditions: [...group.conditions, newCondition()] })
              }
            >
              <Icon name="plus" />
              Add a condition
            </Button>
          </div>
        </fieldset>
      ))}
      <div className="flex flex-wrap items-end gap-4">
        {groups.length > 1 && (
          <SelectField
            name={`${name}.match`}
            label="Between the groups"
            options={matches('groups hold')}
            defaultValue={initial?.match}
          />
        )}
        <Button
          size="sm"
          variant="ghost"
          onClick={() => onChange({ ...rule, groups: [...groups, newGroup()] })}
        >
          <Icon name="plus" />
          {groups.length === 0 ? 'Add conditions' : 'Add another group'}
        </Button>
      </div>
      <Checkbox
        label="Limit what one partner gets from it"
        checked={rule.capped}
        onChange={({ target }) => onChange({ ...rule, capped: target.checked })}
      />
      {rule.capped && (
        <div className="grid gap-4 sm:grid-cols-2">
          <MoneyField
            name={`${name}.cap.amount`}
            label="At most"
            currency={currency}
            defaultValue={initial?.cap?.amount ?? null}
          />
          <SelectField
            name={`${name}.cap.period`}
            label="In"
            options={periods}
            defaultValue={initial?.cap?.period ?? 'quarter'}
          />
        </div>
      )}
      <p className="rounded-md bg-subtle px-3 py-2 text-pretty text-sm" aria-live="polite">
        {sentence(typed, campaigns)}
      </p>
    </fieldset>
  )
}

/** What is typed may lack parts that the sentence is about. */
function sentence(typed: unknown, campaigns: readonly Campaign[]) {
  const unfinished = 'Fill in the fields to read the rule in words.'
  try {
    const text = ruleSentence(
      typed as RewardRule,
      (id) => campaigns.find((one) => one.id === id)?.name ?? 'a campaign',
    )
    return /undefined|NaN/.test(text) ? unfinished : text
  } catch {
    return unfinished
  }
}
