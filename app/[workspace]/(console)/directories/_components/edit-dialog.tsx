'use client'

import { useRouter } from 'next/navigation'
import type { ReactNode } from 'react'
import { ActionForm } from '@/components/form/action-form'
import type { FormValues } from '@/components/form/form-values'
import { SubmitButton } from '@/components/form/submit-button'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { toast } from '@/components/ui/toast'
import type { Directory } from '@/lib/directories/schema'
import { editDirectory } from '../actions'

type EditDialogProps = {
  slug: string
  directory: Directory
  title: string
  description?: string
  /** The form's values as the procedure takes them. */
  toInput?: (values: FormValues) => object
  onClose: () => void
  children: ReactNode
}

/** Some of a directory's fields in a dialog; what is emptied is emptied there. */
export function EditDialog(props: EditDialogProps) {
  const { slug, directory, title, description, toInput = (values) => values, onClose } = props
  const router = useRouter()
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={title}
      description={description}
      size="lg"
    >
      <ActionForm
        empty="null"
        action={(values) => editDirectory(slug, { id: directory.id, ...toInput(values) })}
        onSuccess={() => {
          onClose()
          toast(`${directory.name} is saved`, { tone: 'success' })
          router.refresh()
        }}
      >
        {props.children}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <SubmitButton>Save</SubmitButton>
        </div>
      </ActionForm>
    </Dialog>
  )
}
