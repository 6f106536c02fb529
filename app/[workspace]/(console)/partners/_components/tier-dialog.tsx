'use client'

import { useRouter } from 'next/navigation'
import { ActionForm } from '@/components/form/action-form'
import { CheckboxField } from '@/components/form/checkbox-field'
import { SelectField } from '@/components/form/select-field'
import { SubmitButton } from '@/components/form/submit-button'
import { TextareaField } from '@/components/form/textarea-field'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { toast } from '@/components/ui/toast'
import { type Partner, tierLabels, tiers } from '@/lib/partners/schema'
import { undoing } from '../../../_components/undo'
import { changeTier } from '../actions'

type TierDialogProps = { slug: string; partner: Partner; onClose: () => void }

/** A tier set by hand; commissions that exist keep their rate. */
export function TierDialog({ slug, partner, onClose }: TierDialogProps) {
  const router = useRouter()
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Change the tier of ${partner.name}`}
      description="It counts for deals won from now on. Commissions that exist keep their rate."
    >
      <ActionForm
        action={async (values) => {
          const result = await changeTier(slug, { ...values, id: partner.id })
          const operationId = result[1]?.operationId
          if (operationId)
            toast('Tier changed', {
              tone: 'success',
              undo: undoing(slug, operationId, () => router.refresh()),
            })
          return result
        }}
        onSuccess={() => {
          onClose()
          router.refresh()
        }}
      >
        <SelectField
          name="tier"
          label="Tier"
          defaultValue={partner.tier}
          options={tiers.map((value) => ({ value, label: tierLabels[value] }))}
        />
        <CheckboxField
          name="locked"
          label="Keep it there"
          hint="Otherwise it rises again with won deals."
          defaultChecked
        />
        <TextareaField name="reason" label="Reason" rows={3} maxLength={500} />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <SubmitButton>Change tier</SubmitButton>
        </div>
      </ActionForm>
    </Dialog>
  )
}
