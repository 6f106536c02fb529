'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { ActionForm } from '@/components/form/action-form'
import { DateField } from '@/components/form/date-field'
import { SubmitButton } from '@/components/form/submit-button'
import { TextField } from '@/components/form/text-field'
import { Button } from '@/components/ui/button'
import { Callout } from '@/components/ui/callout'
import { Checkbox } from '@/components/ui/choice'
import { CopyButton } from '@/components/ui/copy-button'
import { Dialog } from '@/components/ui/dialog'
import { Icon } from '@/components/ui/icon'
import { createApiKey } from '../actions'

type Props = { slug: string; workspace: string; permissions: { name: string; label: string }[] }

export function NewKey({ slug, workspace, permissions }: Props) {
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const [made, setMade] = useState<string | null>(null)
  const change = (next: boolean) => {
    setOpen(next)
    if (!next) setMade(null)
  }
  return (
    <>
      <Button variant="primary" onClick={() => change(true)}>
        <Icon name="plus" /> New key
      </Button>
      <Dialog
        open={open}
        onOpenChange={change}
        title={made ? 'Your new key' : `A key for ${workspace}`}
        description={made ? undefined : 'It acts as you, through the REST API, in this workspace.'}
      >
        {made ? (
          <ShownOnce secret={made} onDone={() => change(false)} />
        ) : (
          <ActionForm
            action={(values) => createApiKey(slug, values)}
            onSuccess={({ key }) => {
              setMade(key)
              router.refresh()
            }}
          >
            <TextField
              name="name"
              label="Name"
              help="What will use it, such as “Weekly report”."
              autoComplete="off"
              maxLength={80}
            />
            <fieldset className="flex flex-col gap-1.5">
              <legend className="mb-1 font-medium text-sm">May do</legend>
              <p className="text-muted text-xs">Tick nothing for all that your role may.</p>
              <div className="grid gap-x-4 sm:grid-cols-2">
                {permissions.map(({ name, label }) => (
                  <Checkbox key={name} name="permissions" value={name} label={label} />
                ))}
              </div>
            </fieldset>
            <DateField name="expiresOn" label="Last day" optional help="Empty means no end." />
            <div className="flex justify-end gap-2">
              <Button onClick={() => change(false)}>Cancel</Button>
              <SubmitButton>Make the key</SubmitButton>
            </div>
          </ActionForm>
        )}
      </Dialog>
    </>
  )
}

function ShownOnce({ secret, onDone }: { secret: string; onDone: () => void }) {
  return (
    <div className="flex flex-col gap-4">
      <Callout tone="warning" live title="Copy it now">
        It is shown this once. We keep only a fingerprint of it.
      </Callout>
      <div className="flex items-center gap-2 rounded-md border bg-subtle py-1.5 pr-1.5 pl-3">
        <code className="min-w-0 flex-1 break-all font-mono text-sm">{secret}</code>
        <CopyButton text={secret} what="API key" showLabel />
      </div>
      <div className="flex justify-end">
        <Button variant="primary" onClick={onDone}>
          I have copied it
        </Button>
      </div>
    </div>
  )
}
