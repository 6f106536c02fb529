import { counted } from '../../words'
import { Action, Layout, Paragraph } from './layout'

type Props = { sender: string; late: string[]; stuck: string[]; link: string }

const shown = 8

const named = (titles: string[]) => {
  const rest = titles.length - shown
  return titles.slice(0, shown).join('; ') + (rest > 0 ? `; and ${rest} more` : '')
}

export const subject = ({ late, stuck }: Props) =>
  late.length > 0
    ? `${counted(late.length, 'task')} past the deadline${stuck.length > 0 ? `, ${stuck.length} that nobody can take` : ''}`
    : `${counted(stuck.length, 'task')} that nobody can take`

export function TasksDigest(props: Props) {
  const { sender, late, stuck, link } = props
  return (
    <Layout
      sender={sender}
      preview={named([...late, ...stuck])}
      heading={subject(props)}
      because={`You get this mail because you run the team of ${sender}.`}
    >
      {late.length > 0 && (
        <Paragraph>
          The time for these is over. They went up by one priority and to the front of the line:{' '}
          {named(late)}.
        </Paragraph>
      )}
      {stuck.length > 0 && (
        <Paragraph>
          Nobody on the team could take these at any hour: {named(stuck)}. Each says what would
          help.
        </Paragraph>
      )}
      <Action href={link}>Open the action center</Action>
    </Layout>
  )
}
