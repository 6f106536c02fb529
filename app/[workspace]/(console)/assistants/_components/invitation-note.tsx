import { Callout } from '@/components/ui/callout'
import { Time } from '@/components/ui/time'

type InvitationNoteProps = { expiresAt: Date; timeZone: string; now: Date }

/** How an invitation stands that nobody has followed yet. */
export function InvitationNote({ expiresAt, timeZone, now }: InvitationNoteProps) {
  return expiresAt > now ? (
    <Callout tone="info">
      Invited: they join with the link in their mail, which is good until{' '}
      <Time at={expiresAt} timeZone={timeZone} />.
    </Callout>
  ) : (
    <Callout tone="warning">
      The invitation ended <Time at={expiresAt} timeZone={timeZone} now={now} />. Send it again
      under Actions.
    </Callout>
  )
}
