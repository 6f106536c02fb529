import { Action, Layout, Paragraph } from './layout'

type Props = { sender: string; business: string; owner: string; claimant: string; link: string }

export const subject = ({ business }: Props) => `${business} was registered a second time`

export function ClientConflict({ sender, business, owner, claimant, link }: Props) {
  return (
    <Layout
      sender={sender}
      preview={`${claimant} tried to register a client of ${owner}.`}
      heading={`${business} was registered a second time`}
      because={`You get this mail because you look after ${sender}.`}
    >
      <Paragraph>
        {claimant} tried to register {business}, which {owner} holds. The first registration stays
        until you rule; {claimant} was not told whose it is.
      </Paragraph>
      <Action href={link}>See both sides and rule</Action>
    </Layout>
  )
}
