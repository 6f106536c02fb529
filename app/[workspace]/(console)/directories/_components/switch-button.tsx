'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { toast } from '@/components/ui/toast'
import type { Directory } from '@/lib/directories/schema'
import { ReasonDialog } from '../../../_components/reason-dialog'
import { switchDirectory } from '../actions'

/** Off and on again, with a reason that stays in the history. */
export function SwitchButton({ slug, directory }: { slug: string; directory: Directory }) {
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const on = !directory.isActive
  return (
    <>
      <Button onClick={() => setOpen(true)}>{on ? 'Switch on…' : 'Switch off…'}</Button>
      <ReasonDialog
        open={open}
        onOpenChange={setOpen}
        title={`Switch ${directory.name} ${on ? 'on' : 'off'}?`}
        description={
          on
            ? 'It can be chosen for batches again, and what waits for it goes on.'
            : 'Nothing new is queued for it, and what waits for it does not start. What is in progress is finished.'
        }
        confirmLabel={on ? 'Switch on' : 'Switch off'}
        suggestions={on ? [] : ['It closed.', 'It takes no new listings.', 'Its form has changed.']}
        action={async (reason) => {
          const result = await switchDirectory(slug, directory.id, on, reason)
          if (!result[0])
            toast(`${directory.name} is ${on ? 'on' : 'off'} now`, { tone: 'success' })
          return result
        }}
        onDone={() => router.refresh()}
      />
    </>
  )
}
