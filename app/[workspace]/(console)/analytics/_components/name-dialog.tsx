import { ActionForm } from '@/components/form/action-form'
import type { ActionResult } from '@/components/form/action-result'
import { SelectField } from '@/components/form/select-field'
import { SubmitButton } from '@/components/form/submit-button'
import { TextField } from '@/components/form/text-field'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import type { Dashboard, Template } from '@/lib/dashboards/schema'

type NameDialogProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  description?: string
  verb: string
  name: string
  /** What a new one may begin as. */
  templates?: readonly Template[]
  action: (values: { name: unknown; template: unknown }) => Promise<ActionResult<Dashboard>>
  onDone: (dashboard: Dashboard) => void
}

export default function NameDialog(props: NameDialogProps) {
  const { open, onOpenChange, title, description, verb, name, templates, action, onDone } = props
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={title}
      description={description}
      size="sm"
    >
      <ActionForm
        action={({ name: typed, template }) => action({ name: typed, template })}
        onSuccess={(dashboard) => {
          onOpenChange(false)
          onDone(dashboard)
        }}
      >
        <TextField name="name" label="Name" defaultValue={name} maxLength={60} autoComplete="off" />
        {templates && (
          <SelectField
            name="template"
            label="Begin with"
            optional
            options={[
              { value: '', label: 'An empty dashboard' },
              ...templates.map(({ key, name: label }) => ({ value: key, label })),
            ]}
          />
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <SubmitButton>{verb}</SubmitButton>
        </div>
      </ActionForm>
    </Dialog>
  )
}
