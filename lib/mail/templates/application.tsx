import { Action, Layout, Paragraph } from './layout'

export type ApplicationMail = 'received' | 'known' | 'rejected'
type Props = { sender: string; name: string; link: string; kind: ApplicationMail; reason?: string }

const subjects: Record<ApplicationMail, (sender: string) => string> = {
  received: (sender) => `${sender} has your application`,
  known: (sender) => `Your application to ${sender}`,
  rejected: (sender) => `Your application to ${sender}`,
}
export const subject = ({ kind, sender }: Props) => subjects[kind](sender)

const headings: Record<ApplicationMail, (name: string) => string> = {
  received: (name) => `Thank you, ${name}`,
  known: () => 'We know you already',
  rejected: (name) => `Thank you for applying, ${name}`,
}

const words: Record<ApplicationMail, (sender: string) => string> = {
  received: (sender) =>
    `Your application to the partner programme of ${sender} has arrived. A person reads it, usually within two working days. You can see how it stands at any time.`,
  known: (sender) =>
    `Somebody, probably you, applied to the partner programme of ${sender} with this address again. Nothing was changed; the application we have is still the one that counts.`,
  rejected: (sender) =>
    `${sender} has read your application and decided not to go on with it at this time.`,
}

/** The three mails to an applicant; where the application stands is behind the link. */
export function Application({ sender, name, link, kind, reason }: Props) {
  return (
    <Layout
      sender={sender}
      preview={words[kind](sender)}
      heading={headings[kind](name)}
      because={`You get this mail because this address applied to the partner programme of ${sender}.`}
    >
      <Paragraph>{words[kind](sender)}</Paragraph>
      {reason && <Paragraph>What they wrote: {reason}</Paragraph>}
      <Action href={link}>See where it stands</Action>
    </Layout>
  )
}
