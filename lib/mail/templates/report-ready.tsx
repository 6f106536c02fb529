import { Action, Layout, Paragraph, Small } from './layout'

type Props = {
  sender: string
  name: string
  period: string
  format: string
  expires: string
  link: string
  /** Whether the file came along. */
  attached: boolean
}

export const subject = ({ name, period }: Props) => `${name}, ${period}`

export function ReportReady(props: Props) {
  const { sender, name, period, format, expires, link, attached } = props
  return (
    <Layout
      sender={sender}
      preview={`${name} for ${period} is ready.`}
      heading={name}
      because={`You get this mail because ${sender} sends you this report. To stop it, answer whoever you know there.`}
    >
      <Paragraph>
        The report for {period} is ready.{' '}
        {attached
          ? `It is attached as ${format}.`
          : `It is too large for a mail, so it waits for you as ${format} behind this link.`}
      </Paragraph>
      <Action href={link}>Download the report</Action>
      <Small>
        The link works until {expires}, without signing in. Whoever has it can read the report, so
        pass it on with care.
      </Small>
    </Layout>
  )
}
