'use client'

import { TextField } from '@/components/form/text-field'
import type { Directory } from '@/lib/directories/schema'
import { EditDialog } from './edit-dialog'

type LimitsDialogProps = { slug: string; directory: Directory; onClose: () => void }

export default function LimitsDialog(props: LimitsDialogProps) {
  const { directory } = props
  return (
    <EditDialog
      {...props}
      title={`Limits of ${directory.name}`}
      description="They hold across all batches and customers."
    >
      <TextField
        name="maxConcurrent"
        label="At most so many at a time"
        help="Empty for no limit."
        type="number"
        min={1}
        max={1000}
        optional
        defaultValue={directory.maxConcurrent ?? ''}
      />
      <TextField
        name="cooldownSeconds"
        label="Seconds between two starts"
        help="0 for none, 3,600 for an hour, at most 86,400."
        type="number"
        min={0}
        max={86_400}
        defaultValue={directory.cooldownSeconds}
      />
    </EditDialog>
  )
}
