import { useState, useTransition } from 'react'
import { useField } from '@/components/form/form-context'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/choice'
import { Input } from '@/components/ui/input'
import type { Campaign } from '@/lib/programme/schema'
import { addCampaign } from '../../actions'

type CampaignChoiceProps = {
  slug: string
  name: string
  campaigns: readonly Campaign[]
  chosen: readonly string[]
  onCampaign: (made: Campaign) => void
}

/** Any number of campaigns; one that is missing is added on the spot. */
export function CampaignChoice(props: CampaignChoiceProps) {
  const { slug, name, campaigns, chosen, onCampaign } = props
  const { control, error } = useField(name, undefined)
  const [typed, setTyped] = useState('')
  const [refusal, setRefusal] = useState<string | null>(null)
  const [pending, startTransition] = useTransition()
  const add = () =>
    startTransition(async () => {
      const [refused, made] = await addCampaign(slug, typed)
      setRefusal(refused ? (refused.fields?.name ?? refused.message) : null)
      if (!made) return
      setTyped('')
      onCampaign(made)
    })
  return (
    <fieldset aria-describedby={control['aria-describedby']} className="flex flex-col gap-1.5">
      <legend className="mb-1.5 font-medium text-sm">Campaigns</legend>
      {campaigns.map((campaign) => (
        <Checkbox
          key={campaign.id}
          name={name}
          value={campaign.id}
          label={campaign.name}
          defaultChecked={chosen.includes(campaign.id)}
          aria-invalid={control['aria-invalid']}
        />
      ))}
      {error && (
        <p id={`${control.id}-error`} className="text-danger text-xs">
          {error}
        </p>
      )}
      <div className="flex gap-2">
        <Input
          aria-label="Name of a new campaign"
          placeholder="Add a campaign"
          value={typed}
          maxLength={80}
          onChange={({ target }) => setTyped(target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return
            event.preventDefault()
            if (typed.trim()) add()
          }}
        />
        <Button pending={pending} onClick={add} disabled={!typed.trim()}>
          Add
        </Button>
      </div>
      {refusal && <p className="text-danger text-xs">{refusal}</p>}
    </fieldset>
  )
}
