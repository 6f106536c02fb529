'use client'

import dynamic from 'next/dynamic'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Icon } from '@/components/ui/icon'
import { useLatch } from '@/components/ui/use-latch'
import type { Facets } from '@/lib/assistants/schema'

const InviteDialog = dynamic(() => import('./invite-dialog'), { ssr: false })

type InviteAssistantProps = {
  slug: string
  facets: Facets
  zone: string
  zones: readonly string[]
}

export function InviteAssistant(props: InviteAssistantProps) {
  const [open, setOpen] = useState(false)
  const needed = useLatch(open)
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        <Icon name="user-plus" /> Invite
      </Button>
      {needed && <InviteDialog {...props} open={open} onOpenChange={setOpen} />}
    </>
  )
}
