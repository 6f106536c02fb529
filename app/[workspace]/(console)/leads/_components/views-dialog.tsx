import { useState, useTransition } from 'react'
import { ActionForm } from '@/components/form/action-form'
import { SubmitButton } from '@/components/form/submit-button'
import { TextField } from '@/components/form/text-field'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Icon } from '@/components/ui/icon'
import { toast } from '@/components/ui/toast'
import type { SavedView } from '@/lib/saved-views/schema'
import { deleteView, saveView } from '../actions'

type ViewsDialogProps = {
  slug: string
  query: string
  views: readonly SavedView[]
  mode: 'save' | 'manage'
  onChange: () => void
  onClose: () => void
}

export default function ViewsDialog(props: ViewsDialogProps) {
  const [open, setOpen] = useState(true)
  const change = (next: boolean) => {
    setOpen(next)
    if (!next) props.onClose()
  }
  return props.mode === 'save' ? (
    <Dialog
      open={open}
      onOpenChange={change}
      title="Save this view"
      description="Its filters, order and columns, for you alone."
    >
      <SaveView {...props} onClose={() => change(false)} />
    </Dialog>
  ) : (
    <Dialog open={open} onOpenChange={change} title="Delete views">
      <ViewList {...props} />
    </Dialog>
  )
}

function SaveView({ slug, query, onChange, onClose }: ViewsDialogProps) {
  return (
    <ActionForm
      action={({ name }) => saveView(slug, { screen: 'leads', name, query })}
      onSuccess={({ name }) => {
        toast(`Saved as “${name}”`, { tone: 'success' })
        onChange()
        onClose()
      }}
    >
      <TextField name="name" label="Name" maxLength={60} autoComplete="off" />
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <SubmitButton>Save</SubmitButton>
      </div>
    </ActionForm>
  )
}

function ViewList({ slug, views, onChange }: ViewsDialogProps) {
  const [, startTransition] = useTransition()
  const remove = ({ id, name, query }: SavedView) =>
    startTransition(async () => {
      const [refused] = await deleteView(slug, id)
      onChange()
      if (refused) return toast(refused.message, { tone: 'danger' })
      toast(`Deleted “${name}”`, {
        undo: () => {
          void saveView(slug, { screen: 'leads', name, query }).then(onChange)
        },
      })
    })
  if (views.length === 0) return <p className="text-muted text-sm">No saved views.</p>
  return (
    <ul className="divide-y">
      {views.map((view) => (
        <li key={view.id} className="flex items-center justify-between gap-3 py-1.5 text-sm">
          <span className="min-w-0 truncate">{view.name}</span>
          <Button
            variant="ghost"
            icon
            aria-label={`Delete ${view.name}`}
            onClick={() => remove(view)}
          >
            <Icon name="trash-2" />
          </Button>
        </li>
      ))}
    </ul>
  )
}
