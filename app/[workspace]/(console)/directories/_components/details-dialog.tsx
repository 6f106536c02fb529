'use client'

import type { Directory } from '@/lib/directories/schema'
import { DirectoryFields } from './directory-fields'
import { EditDialog } from './edit-dialog'

type DetailsDialogProps = {
  slug: string
  directory: Directory
  currency: string
  onClose: () => void
}

export default function DetailsDialog({ currency, ...props }: DetailsDialogProps) {
  return (
    <EditDialog {...props} title={`Edit ${props.directory.name}`}>
      <DirectoryFields directory={props.directory} currency={currency} />
    </EditDialog>
  )
}
