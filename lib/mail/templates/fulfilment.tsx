import { counted } from '../../words'
import { Action, Layout, Paragraph } from './layout'

type Asked = { sender: string; name: string; question: string; link: string }

export const askedSubject = ({ sender }: Asked) => `${sender} has a question about your listings`

/** Work on a listing waits for the customer. */
export function QuestionAsked(props: Asked) {
  const { sender, name, question, link } = props
  return (
    <Layout
      sender={sender}
      preview={question}
      heading={askedSubject(props)}
      because={`You get this mail because ${sender} lists your business.`}
    >
      <Paragraph>Hello {name}, one listing waits for an answer of yours:</Paragraph>
      <Paragraph>{question}</Paragraph>
      <Action href={link}>Answer</Action>
    </Layout>
  )
}

type Finished = {
  sender: string
  name: string
  batch: string
  completed: number
  failed: number
  link: string
}

export const finishedSubject = ({ batch }: Finished) => `${batch}: your submissions are out`

export function BatchFinished(props: Finished) {
  const { sender, name, completed, failed, link } = props
  const text = `your business was sent to ${counted(completed, 'directory', 'directories')}.${failed > 0 ? ` ${failed} could not take it.` : ''} Listings go live as the directories approve them.`
  return (
    <Layout
      sender={sender}
      preview={`Hello ${name}, ${text}`}
      heading={finishedSubject(props)}
      because={`You get this mail because ${sender} lists your business.`}
    >
      <Paragraph>
        Hello {name}, {text}
      </Paragraph>
      <Action href={link}>See your listings</Action>
    </Layout>
  )
}

type Live = {
  sender: string
  name: string
  listings: readonly { name: string; url: string }[]
  link: string
}

export const liveSubject = ({ listings }: Live) =>
  listings.length === 1
    ? `${listings[0]?.name} lists you now`
    : `${listings.length} new listings are live`

/** What went live the day before, in one mail. */
export function ListingsLive(props: Live) {
  const { sender, name, listings, link } = props
  return (
    <Layout
      sender={sender}
      preview={listings.map((one) => one.name).join(', ')}
      heading={liveSubject(props)}
      because={`You get this mail because ${sender} lists your business. You can switch it off in your profile.`}
    >
      <Paragraph>Hello {name}, since yesterday people find you here:</Paragraph>
      {listings.slice(0, 20).map((one) => (
        <Paragraph key={one.url}>
          {one.name}: {one.url}
        </Paragraph>
      ))}
      <Action href={link}>See all your listings</Action>
    </Layout>
  )
}
