'use client'

import { useRouter } from 'next/navigation'
import { ActionForm } from '@/components/form/action-form'
import { SubmitButton } from '@/components/form/submit-button'
import { TextareaField } from '@/components/form/textarea-field'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { toast } from '@/components/ui/toast'
import { saveRecipe } from '../recipe-actions'
import type { RecipeButtonsProps } from './recipe-buttons'

const example = `{
  "version": 1,
  "method": "headless_browser",
  "steps": [
    { "do": "goto", "url": "https://directory.example/submit" },
    { "do": "fill", "target": { "label": "Business name" }, "value": "{{name}}" },
    { "do": "click", "target": { "button": "Send" } },
    { "do": "expectText", "text": "Thank you" }
  ]
}`

type RecipeDialogProps = RecipeButtonsProps & { onClose: () => void }

/** The recipe as JSON; what is wrong with it is said with its place. Empty takes it away. */
export default function RecipeDialog({ slug, directoryId, recipe, onClose }: RecipeDialogProps) {
  const router = useRouter()
  return (
    <Dialog
      open
      size="lg"
      onOpenChange={(open) => !open && onClose()}
      title="Recipe"
      description="What the automation does at this directory. Values such as {{name}}, {{address.city}} or {{secret.apiKey}} are filled in for each submission."
    >
      <ActionForm
        action={({ recipe: text }) =>
          saveRecipe(slug, directoryId, typeof text === 'string' ? text : '')
        }
        onSuccess={() => {
          onClose()
          toast('The recipe is saved', { tone: 'success' })
          router.refresh()
        }}
      >
        <TextareaField
          name="recipe"
          label="Recipe as JSON"
          optional
          rows={16}
          spellCheck={false}
          style={{ maxHeight: '50dvh', fontFamily: 'var(--font-mono, monospace)' }}
          defaultValue={recipe ?? ''}
          placeholder={example}
        />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <SubmitButton>Save</SubmitButton>
        </div>
      </ActionForm>
    </Dialog>
  )
}
