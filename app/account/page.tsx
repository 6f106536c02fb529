import { Card } from '@/components/ui/card'
import { accounts } from '@/lib/accounts/procedures'
import { ask } from '@/lib/api/actions'
import { requirePerson } from '@/lib/api/request'
import { AccountFrame } from './_components/account-frame'
import { PasswordForm } from './_components/password-form'
import { ProfileForm } from './_components/profile-form'
import { Sessions } from './_components/sessions'

export default async function AccountPage() {
  const { actor } = await requirePerson()
  const sessions = await ask(accounts.sessions, undefined, {})
  return (
    <AccountFrame tab="security" email={actor.email}>
      <Card title="Profile">
        <ProfileForm name={actor.name} />
      </Card>
      <Card title="Password" description="A new one signs you out everywhere else.">
        <PasswordForm email={actor.email} />
      </Card>
      <Card title="Where you are signed in" flush>
        <Sessions sessions={sessions} now={new Date()} />
      </Card>
    </AccountFrame>
  )
}
