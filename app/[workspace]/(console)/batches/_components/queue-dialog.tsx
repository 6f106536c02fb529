'use client'

import { useRouter } from 'next/navigation'
import { ActionForm } from '@/components/form/action-form'
import { CheckboxField } from '@/components/form/checkbox-field'
import type { FormValues } from '@/components/form/form-values'
import { SubmitButton } from '@/components/form/submit-button'
import { TextField } from '@/components/form/text-field'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { toast } from '@/components/ui/toast'
import type { Candidate, Preview, Selection } from '@/lib/batches/schema'
import { formatDuration } from '@/lib/time'
import { counted } from '@/lib/words'
import { createBatch } from '../actions'
import { estimate } from './estimate'
import { OptionFields } from './options'

type QueueDialogProps = {
  slug: string
  customer: { id: string; companyName: string }
  chosen: readonly Candidate[]
  preview: Preview
  selection: Selection
  suggestedName: string
  onClose: () => void
}

/** The time of the browser's own zone as a moment. */
const moment = (text: FormValues[string]) =>
  typeof text === 'string' && text !== '' ? new Date(text).toISOString() : null

/** How the batch is worked, and the last look at what it costs. */
export default function QueueDialog(props: QueueDialogProps) {
  const { slug, customer, chosen, preview, selection, suggestedName, onClose } = props
  const router = useRouter()
  const { credits, duration } = estimate(chosen, preview)
  const what = counted(chosen.length, 'submission')
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Queue ${what} for ${customer.companyName}?`}
      description={`${counted(credits, 'credit')} of ${preview.creditsLeft.toLocaleString('en-US')} are reserved at once, and used as directories accept. It takes about ${formatDuration(duration)} of work.`}
    >
      <ActionForm
        action={(values) =>
          createBatch(slug, {
            ...values,
            customerId: customer.id,
            directoryIds: chosen.map(({ id }) => id),
            selection,
            scheduledFor: moment(values.scheduledFor),
            expectedCredits: credits,
          })
        }
        onSuccess={(batch) => {
          toast(`${what} queued`, { tone: 'success' })
          router.push(`/${slug}/batches/${batch.id}`)
        }}
      >
        <TextField name="name" label="Name" maxLength={200} defaultValue={suggestedName} />
        <OptionFields />
        <TextField
          name="scheduledFor"
          label="Not before"
          help="In your own time zone. Empty for as soon as possible."
          type="datetime-local"
          optional
        />
        <CheckboxField
          name="notifyCustomer"
          label="Tell the customer when it is finished"
          defaultChecked={false}
        />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <SubmitButton>Queue {what}</SubmitButton>
        </div>
      </ActionForm>
    </Dialog>
  )
}
