import { Action, Layout, Paragraph, Small } from './layout'

type Props = { name: string; link: string }

export const subject = () => 'Choose a new password'

export function PasswordReset({ name, link }: Props) {
  return (
    <Layout
      sender="Tandem"
      preview="The link is good for one hour."
      heading="Choose a new password"
      because="You get this mail because somebody asked for a new password for this address. If it was not you, leave it be: your password stays as it is."
    >
      <Paragraph>{name ? `Hello ${name}, ` : ''}here is the link you asked for.</Paragraph>
      <Action href={link}>Choose a new password</Action>
      <Small>
        It is good for one hour and works once. A new password signs you out everywhere.
      </Small>
    </Layout>
  )
}
