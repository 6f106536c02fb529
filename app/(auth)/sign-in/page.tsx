import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { TextLink } from '@/components/ui/text-link'
import { requestContext } from '@/lib/api/request'
import { AuthPage } from '../_components/auth-page'
import { SignInForm } from '../_components/sign-in-form'
import { safePath } from '../safe-path'

export const metadata: Metadata = { title: 'Sign in' }

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function SignInPage({ searchParams }: Props) {
  const { next, email } = await searchParams
  const { actor } = await requestContext()
  if (actor.kind === 'person') redirect(safePath(next))
  return (
    <AuthPage title="Sign in" description="Good to see you.">
      <SignInForm next={safePath(next)} email={typeof email === 'string' ? email : ''} />
      <p className="text-muted text-sm">
        <TextLink href="/forgot-password">I do not know my password</TextLink>
      </p>
    </AuthPage>
  )
}
