'use client'

import { useRouter } from 'next/navigation'
import { ActionForm } from '@/components/form/action-form'
import { SelectField } from '@/components/form/select-field'
import { SubmitButton } from '@/components/form/submit-button'
import { TextField } from '@/components/form/text-field'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { toast } from '@/components/ui/toast'
import { setSecret } from '../recipe-actions'
import type { RecipeButtonsProps } from './recipe-buttons'

type SecretDialogProps = RecipeButtonsProps & { onClose: () => void }

/** Sets what the recipe names; nobody reads it back. */
export default function SecretDialog({ slug, directoryId, secrets, onClose }: SecretDialogProps) {
  const router = useRouter()
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Set a secret"
      description="It is kept encrypted and used by the automation alone. Nobody can read it back."
    >
      <ActionForm
        action={(values) => setSecret(slug, directoryId, values)}
        onSuccess={() => {
          onClose()
          toast('The secret is set', { tone: 'success' })
          router.refresh()
        }}
      >
        <SelectField
          name="name"
          label="Secret"
          options={secrets.map((name) => ({ value: name, label: name }))}
        />
        <TextField name="value" label="Value" type="password" autoComplete="off" />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <SubmitButton>Set</SubmitButton>
        </div>
      </ActionForm>
    </Dialog>
  )
}
