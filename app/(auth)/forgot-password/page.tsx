import type { Metadata } from 'next'
import { TextLink } from '@/components/ui/text-link'
import { AuthPage } from '../_components/auth-page'
import { RequestResetForm } from '../_components/request-reset-form'

export const metadata: Metadata = { title: 'Forgotten password' }

export default function ForgotPasswordPage() {
  return (
    <AuthPage
      title="Choose a new password"
      description="Tell us your e-mail, and we send you a link."
    >
      <RequestResetForm />
      <p className="text-muted text-sm">
        <TextLink href="/sign-in">Back to signing in</TextLink>
      </p>
    </AuthPage>
  )
}
