'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { ActionForm } from '@/components/form/action-form'
import { SubmitButton } from '@/components/form/submit-button'
import { TextField } from '@/components/form/text-field'
import { TextareaField } from '@/components/form/textarea-field'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Icon } from '@/components/ui/icon'
import { toast } from '@/components/ui/toast'
import type { BrowserKey } from '@/lib/capture/schema'
import { createBrowserKey, editBrowserKey } from '../../actions'

/** Makes a key, or names other sites for one. */
export function KeyDialog({ slug, browserKey }: { slug: string; browserKey?: BrowserKey }) {
  const router = useRouter()
  const [open, setOpen] = useState(false)
  return (
    <>
      {browserKey ? (
        <Button size="sm" onClick={() => setOpen(true)} aria-label={`Edit ${browserKey.name}`}>
          Edit…
        </Button>
      ) : (
        <Button variant="primary" onClick={() => setOpen(true)}>
          <Icon name="plus" /> New key
        </Button>
      )}
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={browserKey ? `The key “${browserKey.name}”` : 'A key for your sites'}
        description="It stands in the pages, for everybody to read: it may only add events."
      >
        <ActionForm<unknown>
          action={(values) =>
            browserKey
              ? editBrowserKey(slug, browserKey.id, values)
              : createBrowserKey(slug, values)
          }
          onSuccess={() => {
            setOpen(false)
            toast(browserKey ? 'Key saved' : 'Key made', { tone: 'success' })
            router.refresh()
          }}
        >
          <TextField
            name="name"
            label="Name"
            help="Where it is used, such as “Shop”."
            autoComplete="off"
            maxLength={80}
            defaultValue={browserKey?.name}
          />
          <TextareaField
            name="origins"
            label="Sites"
            help="One a line, such as https://shop.example. Pages of other sites are refused."
            rows={3}
            spellCheck={false}
            defaultValue={browserKey?.origins.join('\n')}
          />
          <div className="flex justify-end gap-2">
            <Button onClick={() => setOpen(false)}>Cancel</Button>
            <SubmitButton>{browserKey ? 'Save' : 'Make the key'}</SubmitButton>
          </div>
        </ActionForm>
      </Dialog>
    </>
  )
}
