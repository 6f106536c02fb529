'use client'

import dynamic from 'next/dynamic'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { ActionResult } from '@/components/form/action-result'
import { Button } from '@/components/ui/button'
import { toast } from '@/components/ui/toast'
import { useLatch } from '@/components/ui/use-latch'

const ReasonDialog = dynamic(() => import('./reason-dialog').then((m) => m.ReasonDialog), {
  ssr: false,
})

type ExtendProtectionProps = {
  days: number
  name: string
  /** What the person is asked: their own work, or why the agency allows it. */
  help: string
  extend: (reason: string) => Promise<ActionResult>
}

/** The one extension of a lead's protection; the dialog comes when it is first asked for. */
export function ExtendProtection({ days, name, help, extend }: ExtendProtectionProps) {
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const needed = useLatch(open)
  return (
    <>
      <Button size="sm" onClick={() => setOpen(true)}>
        Extend by {days} days…
      </Button>
      {needed && (
        <ReasonDialog
          open={open}
          onOpenChange={setOpen}
          title={`Extend the protection of ${name} by ${days} days?`}
          description="This can be done once for a registration."
          help={help}
          confirmLabel="Extend"
          action={extend}
          onDone={() => {
            toast('Protection extended', { tone: 'success' })
            router.refresh()
          }}
        />
      )}
    </>
  )
}
