import { Action, Layout, Paragraph } from './layout'

type Approved = { sender: string; name: string; amount: string; business: string; link: string }

export const approvedSubject = ({ amount }: Approved) => `${amount} approved`

export function CommissionApproved({ sender, name, amount, business, link }: Approved) {
  return (
    <Layout
      sender={sender}
      preview={`For ${business}. It goes into the next payout.`}
      heading={`${amount} is approved`}
      because={`You get this mail because you are a partner of ${sender}.`}
    >
      <Paragraph>
        Hello {name}, your commission of {amount} for {business} was approved. It goes into the next
        payout.
      </Paragraph>
      <Action href={link}>See my commissions</Action>
    </Layout>
  )
}

type Paid = { sender: string; name: string; amount: string; reference: string; link: string }

export const paidSubject = ({ sender, amount }: Paid) => `${sender} has paid you ${amount}`

export function PayoutPaid({ sender, name, amount, reference, link }: Paid) {
  return (
    <Layout
      sender={sender}
      preview={`Reference ${reference}.`}
      heading={`${amount} is on its way to your account`}
      because={`You get this mail because you are a partner of ${sender}.`}
    >
      <Paragraph>
        Hello {name}, {sender} has sent you {amount} under the reference {reference}. Banks take up
        to three working days.
      </Paragraph>
      <Action href={link}>See what it is made of</Action>
    </Layout>
  )
}
