'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { toast } from '@/components/ui/toast'
import { kindNouns } from '@/lib/imports/kinds'
import type { ImportFound } from '@/lib/imports/schema'
import { counted } from '@/lib/words'
import { cancelImport } from '../actions'

type CancelButtonProps = {
  slug: string
  found: Pick<ImportFound, 'id' | 'kind' | 'fileName' | 'status'>
}

/** Stops an import; what is imported by then stays. */
export function CancelButton({ slug, found }: CancelButtonProps) {
  const router = useRouter()
  const [asking, setAsking] = useState(false)
  const running = found.status === 'importing' || found.status === 'failed'

  return (
    <>
      <Button onClick={() => setAsking(true)}>Cancel import…</Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Cancel the import of ${found.fileName}?`}
        confirmLabel="Cancel the import"
        cancelLabel="Keep it"
        tone="danger"
        onConfirm={async () => {
          const [refused, after] = await cancelImport(slug, found.kind, found.id)
          if (refused) return refused.message
          toast('Import cancelled', {
            description: running
              ? `${counted(after.importedRows, ...kindNouns[found.kind])} had been imported.`
              : undefined,
          })
          router.refresh()
          return null
        }}
      >
        {running
          ? 'It stops after the rows it is writing now. What is imported by then stays; importing the file again adds only the rest.'
          : 'Nothing has been imported. The file would have to be uploaded again.'}
      </ConfirmDialog>
    </>
  )
}
