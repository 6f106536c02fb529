import { type Role, roleLabels } from '../../auth/permissions'
import { Action, Layout, Paragraph, Small } from './layout'

type Props = {
  sender: string
  role: Role
  invitedBy: string | null
  expires: string
  link: string
  /** An applicant who becomes a partner. */
  approved: boolean
  name: string
}

export const subject = ({ sender, approved }: Props) =>
  approved ? `You are a partner of ${sender} now` : `Join ${sender} on Tandem`

export function Invitation(props: Props) {
  const { sender, role, invitedBy, expires, link, approved, name } = props
  const who = invitedBy ? `${invitedBy} invites you` : 'You are invited'
  return (
    <Layout
      sender={sender}
      preview={approved ? 'Your application was approved.' : `${who} to ${sender}.`}
      heading={approved ? `Welcome, ${name}` : `Join ${sender}`}
      because={`You get this mail because ${sender} entered your address. If that is a mistake, leave it be: without the link nothing happens.`}
    >
      <Paragraph>
        {approved
          ? 'Your application was approved. Follow the link, choose a password, and your portal is open: register clients, follow them, and see every commission.'
          : role === 'customer'
            ? `${who} to your own area at ${sender}: tell directories about your business, and follow every listing until it is live.`
            : `${who} to work with ${sender} as ${roleLabels[role].toLowerCase()}.`}
      </Paragraph>
      <Action href={link}>{approved ? 'Open my portal' : 'Accept the invitation'}</Action>
      <Small>The link is good until {expires}, and works once.</Small>
    </Layout>
  )
}
