'use client'

import { useRouter } from 'next/navigation'
import { type ReactNode, useState, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { DisabledAction } from '@/components/ui/disabled-action'
import { toast } from '@/components/ui/toast'
import { kindNouns } from '@/lib/imports/kinds'
import type { ImportFound } from '@/lib/imports/schema'
import { counted } from '@/lib/words'
import { confirmImport, previewLeads, previewRows } from '../actions'
import { LeadWords, SummaryWords } from './preview-words'

type ConfirmButtonProps = {
  slug: string
  found: Pick<ImportFound, 'id' | 'kind' | 'goodRows' | 'badRows' | 'duplicateRows' | 'mapping'>
}

/** Asks with the counts and amounts that the import will make, computed when it is asked. */
export function ConfirmButton({ slug, found }: ConfirmButtonProps) {
  const router = useRouter()
  const [preview, setPreview] = useState<ReactNode>(null)
  const [asking, setAsking] = useState(false)
  const [pending, startTransition] = useTransition()
  const { id, kind } = found
  const what = counted(found.goodRows, ...kindNouns[kind])

  const ask = () =>
    startTransition(async () => {
      const [refused, words] = await previewed(slug, found)
      if (refused) return toast(refused.message, { tone: 'danger' })
      setPreview(words)
      setAsking(true)
    })

  if (found.goodRows === 0)
    return (
      <DisabledAction variant="primary" reason="No row is good, so there is nothing to import.">
        Import
      </DisabledAction>
    )
  return (
    <>
      <Button variant="primary" pending={pending} onClick={ask}>
        Import {what}…
      </Button>
      {preview && (
        <ConfirmDialog
          open={asking}
          onOpenChange={setAsking}
          title={`Import ${what}?`}
          confirmLabel={`Import ${what}`}
          onConfirm={async () => {
            const [refused] = await confirmImport(slug, kind, id, found.goodRows)
            if (!refused) router.refresh()
            return refused?.message
          }}
        >
          {preview}
          {found.badRows + found.duplicateRows > 0 && (
            <p className="mt-2">Left out: {leftOutWords(found)}.</p>
          )}
        </ConfirmDialog>
      )}
    </>
  )
}

const leftOutWords = ({ badRows, duplicateRows }: ConfirmButtonProps['found']) =>
  [
    badRows > 0 && counted(badRows, 'bad row'),
    duplicateRows > 0 && counted(duplicateRows, 'duplicate row'),
  ]
    .filter(Boolean)
    .join(' and ')

/** What the import will make, in words. */
async function previewed(slug: string, { id, kind, mapping }: ConfirmButtonProps['found']) {
  if (kind === 'leads') {
    const [refused, preview] = await previewLeads(slug, id)
    if (refused) return [refused, null] as const
    return [null, <LeadWords key={id} preview={preview} paid={mapping.alreadyPaid} />] as const
  }
  const [refused, summary] = await previewRows(slug, kind, id)
  return refused
    ? ([refused, null] as const)
    : ([null, <SummaryWords key={id} {...summary} />] as const)
}
