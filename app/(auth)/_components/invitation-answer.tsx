import { Button } from '@/components/ui/button'
import { ButtonLink } from '@/components/ui/button-link'
import { Callout } from '@/components/ui/callout'
import type { Actor } from '@/lib/auth/actor'
import type { InvitationView } from '@/lib/members/schema'
import { switchAccount } from '../actions'
import { AcceptForm } from './accept-form'
import { JoinForm } from './join-form'

type Props = { token: string; invitation: InvitationView; actor: Actor }

/** What whoever follows an open invitation does next: join, sign in, or change the account. */
export function InvitationAnswer({ token, invitation, actor }: Props) {
  const { email, hasAccount, workspace } = invitation
  const here = `/invitations/${token}`
  if (actor.kind === 'person' && actor.email === email) {
    return <AcceptForm token={token} workspace={workspace.name} />
  }
  if (actor.kind === 'person') {
    return (
      <>
        <Callout tone="warning" title="You are signed in as somebody else">
          The invitation is for {email}; this browser is signed in as {actor.email}.
        </Callout>
        <form action={switchAccount.bind(null, here, email)}>
          <Button type="submit" variant="primary" size="lg">
            Sign out and go on
          </Button>
        </form>
      </>
    )
  }
  if (!hasAccount) return <JoinForm token={token} email={email} />
  return (
    <>
      <p className="text-muted">{email} has an account already. Sign in with it to join.</p>
      <ButtonLink
        href={`/sign-in?${new URLSearchParams({ next: here, email })}`}
        variant="primary"
        size="lg"
      >
        Sign in to join
      </ButtonLink>
    </>
  )
}
