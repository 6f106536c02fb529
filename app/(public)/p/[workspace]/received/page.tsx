import { PublicShell } from '@/components/shell/public-shell'
import { ButtonLink } from '@/components/ui/button-link'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { ask } from '@/lib/api/actions'
import { applications } from '@/lib/applications/procedures'

type Props = { params: Promise<{ workspace: string }> }

export const metadata = { title: 'Application received' }

/** The same for everybody who applies, the first time and again. */
export default async function ReceivedPage({ params }: Props) {
  const { workspace: slug } = await params
  const { name } = await ask(applications.programme, undefined, { slug })
  return (
    <PublicShell name={name} href={`/p/${slug}`}>
      <EmptyState
        title="Thank you. Please look into your mail"
        icon={<Icon name="mail-check" />}
        action={<ButtonLink href={`/p/${slug}`}>Back to the programme</ButtonLink>}
      >
        We have sent you a link that shows how your application stands. If nothing has come in a few
        minutes, look into the spam folder.
      </EmptyState>
    </PublicShell>
  )
}
