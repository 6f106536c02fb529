'use client'

import { ActionForm } from '@/components/form/action-form'
import { DateField } from '@/components/form/date-field'
import { SubmitButton } from '@/components/form/submit-button'
import { TextField } from '@/components/form/text-field'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import type { Listing } from '@/lib/listings/schema'
import { approveListing } from '../actions'

export type MoveDialogProps = {
  slug: string
  listing: Listing
  onClose: () => void
  onDone: (message: string) => void
}

/** A live listing has an address, which is looked at from then on. */
export default function ApproveDialog({ slug, listing, onClose, onDone }: MoveDialogProps) {
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="The listing is live?"
      description={`${listing.customerName} at ${listing.directoryName}. Its page is looked at regularly from now on.`}
    >
      <ActionForm
        action={(values) => approveListing(slug, listing.id, values)}
        onSuccess={() => onDone('The listing is live')}
      >
        <TextField
          name="listingUrl"
          label="Address of the listing"
          defaultValue={listing.listingUrl ?? ''}
          placeholder="https://directory.example/your-business"
          inputMode="url"
        />
        <DateField
          name="expiresAt"
          label="Expires"
          optional
          help="For listings that are paid for a time."
        />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <SubmitButton>Mark as live</SubmitButton>
        </div>
      </ActionForm>
    </Dialog>
  )
}
