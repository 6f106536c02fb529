import type { Metadata } from 'next'
import { ButtonLink } from '@/components/ui/button-link'
import { act } from '@/lib/api/actions'
import { requestContext } from '@/lib/api/request'
import { roleLabels } from '@/lib/auth/permissions'
import { invitations } from '@/lib/members/procedures'
import { AuthPage } from '../../_components/auth-page'
import { InvitationAnswer } from '../../_components/invitation-answer'

export const metadata: Metadata = { title: 'Invitation', referrer: 'no-referrer' }

const closed = {
  accepted: 'This invitation was accepted already. Sign in to go on.',
  revoked: 'This invitation was taken back. If that surprises you, ask whoever invited you.',
  expired: 'This invitation has expired: each is good for a week. Ask for it to be sent again.',
  unknown: 'This link is not one of ours. Please copy it whole from the mail.',
}

export default async function InvitationPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params
  const [[error, invitation], { actor }] = await Promise.all([
    act(invitations.view, undefined, { token }),
    requestContext(),
  ])
  if (error || invitation.state !== 'open') {
    const known = invitation && invitation.state !== 'unknown'
    const reason = error ? error.message : closed[invitation.state as keyof typeof closed]
    return (
      <AuthPage
        name={invitation?.workspace.name || 'Tandem'}
        title={known ? 'This invitation is closed' : 'This invitation was not found'}
        description={reason}
      >
        <ButtonLink href="/" size="lg">
          {actor.kind === 'person' ? 'Go to my workspaces' : 'Sign in'}
        </ButtonLink>
      </AuthPage>
    )
  }
  const role = roleLabels[invitation.role].toLowerCase()
  return (
    <AuthPage
      name={invitation.workspace.name}
      title={`Join ${invitation.workspace.name}`}
      description={`You are invited as ${/^[aeiou]/.test(role) ? 'an' : 'a'} ${role}.`}
    >
      <InvitationAnswer token={token} invitation={invitation} actor={actor} />
    </AuthPage>
  )
}
