'use client'

import { useRouter } from 'next/navigation'
import { ActionForm } from '@/components/form/action-form'
import { SubmitButton } from '@/components/form/submit-button'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { toast } from '@/components/ui/toast'
import { addDirectory } from '../actions'
import { DirectoryFields } from './directory-fields'

type AddDialogProps = { slug: string; currency: string; onClose: () => void }

export default function AddDialog({ slug, currency, onClose }: AddDialogProps) {
  const router = useRouter()
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Add a directory"
      description="What it asks for, and how fast it may be submitted to, is set on its page."
      size="lg"
    >
      <ActionForm
        draft={`add-directory:${slug}`}
        action={(values) => addDirectory(slug, values)}
        onSuccess={(directory) => {
          toast(`${directory.name} is in the list now`, { tone: 'success' })
          router.push(`/${slug}/directories/${directory.id}`)
        }}
      >
        <DirectoryFields currency={currency} />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <SubmitButton>Add directory</SubmitButton>
        </div>
      </ActionForm>
    </Dialog>
  )
}
