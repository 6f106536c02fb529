'use client'

import dynamic from 'next/dynamic'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { ActionForm } from '@/components/form/action-form'
import { SubmitButton } from '@/components/form/submit-button'
import { TextareaField } from '@/components/form/textarea-field'
import { Button } from '@/components/ui/button'
import { toast } from '@/components/ui/toast'
import { savePlaybook } from '../actions'

const Markdown = dynamic(() => import('@/components/markdown').then((made) => made.Markdown))

type EditorProps = {
  slug: string
  actionType: string
  directoryId: string | null
  body: string
  /** The version that is edited. */
  version: number
}

/** Markdown, with how it will look beside it. */
export function Editor({ slug, actionType, directoryId, body, version }: EditorProps) {
  const router = useRouter()
  const [text, setText] = useState(body)
  const [shown, setShown] = useState(false)
  return (
    <ActionForm
      draft={`playbook-${actionType}-${directoryId ?? 'all'}-${version}`}
      action={({ body: written }) =>
        savePlaybook(slug, { actionType, directoryId, body: written, after: version })
      }
      onSuccess={(saved) => {
        toast(`Version ${saved.version} is in force`, { tone: 'success' })
        router.refresh()
      }}
    >
      <div className="grid gap-4 lg:grid-cols-2">
        <TextareaField
          name="body"
          label="Text"
          help="Markdown: # heading, - list, 1. steps, **bold**, [link](https://…). No HTML."
          rows={18}
          maxLength={50_000}
          defaultValue={body}
          className="font-mono"
          onInput={({ currentTarget }) => setText(currentTarget.value)}
        />
        <section aria-label="Preview" className="flex min-w-0 flex-col gap-1.5">
          <h3 className="flex items-center justify-between font-medium text-sm">
            Preview
            <Button
              size="sm"
              variant="ghost"
              className="lg:hidden"
              aria-expanded={shown}
              onClick={() => setShown(!shown)}
            >
              {shown ? 'Hide' : 'Show'}
            </Button>
          </h3>
          <div
            className={`min-h-40 flex-1 rounded-md border bg-subtle p-4 ${shown ? '' : 'max-lg:hidden'}`}
          >
            {text.trim() ? (
              <Markdown source={text} />
            ) : (
              <p className="text-muted text-sm">What you write appears here.</p>
            )}
          </div>
        </section>
      </div>
      <div className="flex justify-end">
        <SubmitButton variant="primary">Save version {version + 1}</SubmitButton>
      </div>
    </ActionForm>
  )
}
