import { Action, Layout, Paragraph } from './layout'

export type Outcome = 'kept' | 'lost' | 'released' | 'refused' | 'given' | 'free'

type Ruled = {
  sender: string
  name: string
  business: string
  outcome: Outcome
  until: string | null
  link: string | null
}

const heads: Record<Outcome, (business: string) => string> = {
  kept: (business) => `${business} stays yours`,
  lost: (business) => `${business} is no longer yours`,
  released: (business) => `The protection of ${business} has ended`,
  refused: (business) => `${business} cannot be registered`,
  given: (business) => `${business} is yours`,
  free: (business) => `${business} can be registered`,
}

const words: Record<Outcome, (props: Ruled) => string> = {
  kept: ({ sender, until }) =>
    `${sender} has looked at your registration and confirmed it.${until ? ` It is protected until ${until}.` : ''}`,
  lost: ({ sender }) =>
    `${sender} has ruled that somebody else looks after this client. Your lead was closed. If you think that is wrong, please answer your contact there.`,
  released: ({ sender }) =>
    `${sender} has ended the protection of this client. Your lead stays open, but somebody else may register the client too.`,
  refused: ({ sender }) =>
    `${sender} has looked at the client you tried to register. It cannot be registered by you.`,
  given: ({ sender, until }) =>
    `${sender} has looked at the client you tried to register and given it to you.${until ? ` It is protected until ${until}.` : ''}`,
  free: ({ sender }) =>
    `${sender} has looked at the client you tried to register. You can register them now; whoever registers first holds them.`,
}

export const ruledSubject = ({ outcome, business }: Ruled) => heads[outcome](business)

/** Says what the ruling means for the one who reads it, and nothing about the other side. */
export function ConflictRuled(props: Ruled) {
  const { sender, outcome, business, name, link } = props
  return (
    <Layout
      sender={sender}
      preview={words[outcome](props)}
      heading={heads[outcome](business)}
      because={`You get this mail because you are a partner of ${sender}.`}
    >
      <Paragraph>
        Hello {name}, {words[outcome](props)}
      </Paragraph>
      {link && <Action href={link}>Open the lead</Action>}
    </Layout>
  )
}

type Ending = {
  sender: string
  name: string
  business: string
  until: string
  extendable: boolean
  link: string
}

export const endingSubject = ({ business, until }: Ending) =>
  `The protection of ${business} ends on ${until}`

export function ProtectionEnding({ sender, name, business, until, extendable, link }: Ending) {
  return (
    <Layout
      sender={sender}
      preview={`After ${until} another partner can register them.`}
      heading={`The protection of ${business} ends on ${until}`}
      because={`You get this mail because you registered ${business} with ${sender}.`}
    >
      <Paragraph>
        Hello {name}, after {until} another partner can register {business}.{' '}
        {extendable
          ? 'You can extend the protection once: say in a sentence what you are working on with them.'
          : 'It has been extended once, so it cannot be extended again.'}
      </Paragraph>
      <Action href={link}>{extendable ? 'Extend the protection' : 'Open the lead'}</Action>
    </Layout>
  )
}
