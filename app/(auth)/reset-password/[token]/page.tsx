import type { Metadata } from 'next'
import { ButtonLink } from '@/components/ui/button-link'
import { accounts } from '@/lib/accounts/procedures'
import { act } from '@/lib/api/actions'
import { AuthPage } from '../../_components/auth-page'
import { ResetForm } from '../../_components/reset-form'

export const metadata: Metadata = { title: 'New password', referrer: 'no-referrer' }

const dead = {
  used: 'This link was used already. Each one works once.',
  expired: 'This link has expired. Each one is good for an hour.',
  unknown: 'This link is not one of ours. Please copy it whole from the mail.',
}

export default async function ResetPasswordPage({
  params,
}: {
  params: Promise<{ token: string }>
}) {
  const { token } = await params
  const [error, found] = await act(accounts.resetState, undefined, { token })
  if (found?.state === 'open') {
    return (
      <AuthPage
        title="Choose a new password"
        description={`For ${found.email}. It signs you out everywhere else.`}
      >
        <ResetForm token={token} email={found.email ?? ''} />
      </AuthPage>
    )
  }
  const state = found?.state ?? 'unknown'
  const reason = error?.code === 'rate_limited' ? error.message : dead[state]
  return (
    <AuthPage
      title={state === 'unknown' ? 'This link does not work' : 'This link does not work any more'}
      description={reason}
    >
      <ButtonLink href="/forgot-password" variant="primary" size="lg">
        Send me a new one
      </ButtonLink>
    </AuthPage>
  )
}
