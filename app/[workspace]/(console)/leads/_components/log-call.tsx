'use client'

import dynamic from 'next/dynamic'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useCommands } from '@/components/shell/commands'
import { Button } from '@/components/ui/button'
import { toast } from '@/components/ui/toast'
import { useLatch } from '@/components/ui/use-latch'
import { logCall, removeCall } from '../actions'
import type { CallDialogProps } from './call-dialog'

const CallDialog = dynamic(() => import('./call-dialog'), { ssr: false })

type LogCallProps = Pick<CallDialogProps, 'timeZone' | 'lead' | 'callers' | 'self'> & {
  slug: string
}

/** Writes down a call about a lead; what was wrong is taken back at once. */
export function LogCall({ slug, ...asked }: LogCallProps) {
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const needed = useLatch(open)
  useCommands('Lead', [
    { id: 'log-call', label: 'Log a call', keys: 'l', run: () => setOpen(true) },
  ])
  return (
    <>
      <Button size="sm" onClick={() => setOpen(true)}>
        Log a call…
      </Button>
      {needed && (
        <CallDialog
          {...asked}
          open={open}
          onOpenChange={setOpen}
          action={async (input) => {
            const answer = await logCall(slug, input)
            const [refused, call] = answer
            if (!refused) {
              toast(`Call to ${call.contact} logged`, {
                tone: 'success',
                undo: () => {
                  void removeCall(slug, call.id).then(() => router.refresh())
                },
              })
              router.refresh()
            }
            return answer
          }}
        />
      )}
    </>
  )
}
