'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { toast } from '@/components/ui/toast'
import { withdrawVersion } from '../../actions'

export function WithdrawVersion({ slug, version }: { slug: string; version: number }) {
  const router = useRouter()
  const [open, setOpen] = useState(false)
  return (
    <>
      <Button size="sm" onClick={() => setOpen(true)}>
        Withdraw…
      </Button>
      <ConfirmDialog
        open={open}
        onOpenChange={setOpen}
        title={`Withdraw version ${version}?`}
        confirmLabel="Withdraw it"
        onConfirm={async () => {
          const [error] = await withdrawVersion(slug, version)
          if (error) return error.message
          toast(`Version ${version} will not begin`, { tone: 'success' })
          router.refresh()
          return null
        }}
      >
        The rules in force stay in force. The withdrawn version is kept in the history.
      </ConfirmDialog>
    </>
  )
}
