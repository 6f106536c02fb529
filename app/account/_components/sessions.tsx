'use client'

import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { Icon } from '@/components/ui/icon'
import { Time } from '@/components/ui/time'
import { toast } from '@/components/ui/toast'
import { revokeSession, signOutEverywhere } from '../actions'

type Session = {
  id: string
  device: string
  address: string | null
  createdAt: Date
  current: boolean
}

export function Sessions({ sessions, now }: { sessions: Session[]; now: Date }) {
  const [asking, setAsking] = useState(false)
  return (
    <>
      <ul className="divide-y">
        {sessions.map((session) => (
          <SessionRow key={session.id} session={session} now={now} />
        ))}
      </ul>
      <div className="border-t px-4 py-3">
        <Button onClick={() => setAsking(true)}>Sign out everywhere…</Button>
      </div>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title="Sign out everywhere?"
        confirmLabel="Sign out everywhere"
        tone="danger"
        onConfirm={async () => (await signOutEverywhere())[0].message}
      >
        Every browser is signed out at its next request, this one too. API keys go on working.
      </ConfirmDialog>
    </>
  )
}

function SessionRow({ session, now }: { session: Session; now: Date }) {
  const router = useRouter()
  const [pending, startTransition] = useTransition()
  const { id, device, address, createdAt, current } = session
  const end = () =>
    startTransition(async () => {
      const [error] = await revokeSession(id)
      if (error) toast('Not signed out', { tone: 'danger', description: error.message })
      else toast(`${device} is signed out`, { tone: 'success' })
      router.refresh()
    })
  return (
    <li className="flex items-center gap-3 px-4 py-3">
      <Icon name="monitor-smartphone" className="size-4 shrink-0 text-muted" />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          {device} {current && <Badge tone="success">This browser</Badge>}
        </p>
        <p className="text-muted text-sm">
          Signed in <Time at={createdAt} timeZone="UTC" now={now} />
          {address && ` from ${address}`}
        </p>
      </div>
      {!current && (
        <Button size="sm" pending={pending} onClick={end} aria-label={`Sign out ${device}`}>
          Sign out
        </Button>
      )}
    </li>
  )
}
