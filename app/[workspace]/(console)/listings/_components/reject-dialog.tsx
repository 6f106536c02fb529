'use client'

import { ActionForm } from '@/components/form/action-form'
import { SelectField } from '@/components/form/select-field'
import { SubmitButton } from '@/components/form/submit-button'
import { TextareaField } from '@/components/form/textarea-field'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { rejectionCategories, rejectionCategoryLabels } from '@/lib/listings/labels'
import { rejectListing } from '../actions'
import type { MoveDialogProps } from './approve-dialog'

/** Why the directory said no, as a kind and in words. */
export default function RejectDialog({ slug, listing, onClose, onDone }: MoveDialogProps) {
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="The directory rejected it?"
      description={`${listing.customerName} at ${listing.directoryName}. The customer can read this.`}
    >
      <ActionForm
        action={(values) => rejectListing(slug, listing.id, values)}
        onSuccess={() => onDone('Recorded the rejection')}
      >
        <SelectField
          name="category"
          label="Kind"
          placeholder="Choose…"
          options={rejectionCategories.map((value) => ({
            value,
            label: rejectionCategoryLabels[value],
          }))}
        />
        <TextareaField name="reason" label="What they said" rows={3} maxLength={1000} />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <SubmitButton variant="danger">Record the rejection</SubmitButton>
        </div>
      </ActionForm>
    </Dialog>
  )
}
