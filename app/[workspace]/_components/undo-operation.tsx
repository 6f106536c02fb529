'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { toast } from '@/components/ui/toast'
import { counted } from '@/lib/words'
import { ReasonDialog } from './reason-dialog'
import { undoOperation } from './undo-action'

type UndoOperationProps = { slug: string; id: string; what: string; rows: number }

/** Takes an operation back, with a reason. */
export function UndoOperation({ slug, id, what, rows }: UndoOperationProps) {
  const router = useRouter()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button size="sm" onClick={() => setOpen(true)}>
        <Icon name="undo-2" /> Undo…
      </Button>
      {open && (
        <ReasonDialog
          open
          onOpenChange={setOpen}
          title={`Undo the ${what.toLowerCase()}?`}
          description={`It changed ${counted(rows, 'row')}. Those that stand as it left them are put back; what somebody has changed since stays.`}
          confirmLabel="Undo"
          action={(reason) => undoOperation(slug, id, reason)}
          onDone={() => {
            toast(`${what} undone`, { tone: 'success' })
            router.refresh()
          }}
        />
      )}
    </>
  )
}
