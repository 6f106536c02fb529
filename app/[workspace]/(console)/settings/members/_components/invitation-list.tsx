'use client'

import { useRouter } from 'next/navigation'
import { useTransition } from 'react'
import type { ActionResult } from '@/components/form/action-result'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Time } from '@/components/ui/time'
import { toast } from '@/components/ui/toast'
import { roleLabels } from '@/lib/auth/permissions'
import type { Invitation } from '@/lib/members/schema'
import { resendInvitation, revokeInvitation } from '../../actions'

type Props = {
  slug: string
  invitations: Invitation[]
  manages: boolean
  timeZone: string
}

export function InvitationList({ invitations, ...props }: Props) {
  return (
    <ul className="divide-y border-t">
      {invitations.map((invitation) => (
        <InvitationRow key={invitation.id} invitation={invitation} {...props} />
      ))}
    </ul>
  )
}

type RowProps = Omit<Props, 'invitations'> & { invitation: Invitation }

function InvitationRow({ slug, invitation, manages, timeZone }: RowProps) {
  const router = useRouter()
  const [pending, startTransition] = useTransition()
  const { id, email, role, state, expiresAt, invitedBy } = invitation
  const run = (action: Promise<ActionResult>, done: string) =>
    startTransition(async () => {
      const [error] = await action
      if (error) toast('Nothing was changed', { tone: 'danger', description: error.message })
      else toast(done, { tone: 'success' })
      router.refresh()
    })
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-2.5">
      <div className="min-w-0 flex-1 basis-56">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          <span className="truncate">{email}</span>
          {state === 'expired' && <Badge tone="warning">Expired</Badge>}
        </p>
        <p className="text-muted text-sm">
          {roleLabels[role]}
          {invitedBy && `, by ${invitedBy}`}
          {state === 'open' && (
            <>
              {', good until '}
              <Time at={expiresAt} timeZone={timeZone} format="date" />
            </>
          )}
        </p>
      </div>
      {manages && (
        <div className="flex gap-2">
          <Button
            size="sm"
            pending={pending}
            aria-label={`Send the invitation to ${email} again`}
            onClick={() => run(resendInvitation(slug, id), `Sent to ${email} again`)}
          >
            Send again
          </Button>
          <Button
            size="sm"
            variant="ghost"
            aria-label={`Take back the invitation to ${email}`}
            onClick={() => run(revokeInvitation(slug, id), 'The invitation was taken back')}
          >
            Take back
          </Button>
        </div>
      )}
    </li>
  )
}
