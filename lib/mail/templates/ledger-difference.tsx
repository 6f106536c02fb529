import { counted } from '@/lib/words'
import { Action, Layout, Paragraph } from './layout'

type Props = { sender: string; names: string[]; link: string }

const shown = 10

export const subject = ({ names }: Props) =>
  `The books do not agree for ${counted(names.length, 'partner', 'partners')}`

export function LedgerDifference({ sender, names, link }: Props) {
  const rest = names.length - shown
  return (
    <Layout
      sender={sender}
      preview={`The balance differs from commissions and payouts: ${names[0]}.`}
      heading="The books do not agree"
      because={`You get this mail because you look after ${sender}.`}
    >
      <Paragraph>
        The balance of these partners is not what their commissions and payouts add up to:{' '}
        {names.slice(0, shown).join(', ')}
        {rest > 0 ? ` and ${rest} more` : ''}. Please make no payout to them until the cause is
        found; the timeline of each partner says which figures differ.
      </Paragraph>
      <Action href={link}>Open the first partner</Action>
    </Layout>
  )
}
