'use client'

import { useRouter } from 'next/navigation'
import { ActionForm } from '@/components/form/action-form'
import { SubmitButton } from '@/components/form/submit-button'
import { TextField } from '@/components/form/text-field'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { toast } from '@/components/ui/toast'
import type { Batch } from '@/lib/batches/schema'
import { editBatch } from '../actions'
import { OptionFields } from './options'

type EditDialogProps = { slug: string; batch: Batch; onClose: () => void }

/** Changes how what still waits is worked. */
export default function EditDialog({ slug, batch, onClose }: EditDialogProps) {
  const router = useRouter()
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Change ${batch.name}`}
      description="It counts for what is still waiting."
    >
      <ActionForm
        empty="null"
        action={(values) => editBatch(slug, { ...values, id: batch.id })}
        onSuccess={() => {
          onClose()
          toast('Batch changed', { tone: 'success' })
          router.refresh()
        }}
      >
        <TextField name="name" label="Name" maxLength={200} defaultValue={batch.name} />
        <OptionFields options={batch} />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <SubmitButton>Save</SubmitButton>
        </div>
      </ActionForm>
    </Dialog>
  )
}
