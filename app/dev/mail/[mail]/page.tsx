import type { Metadata } from 'next'
import { PageHeader } from '@/components/shell/page-header'
import { PublicShell } from '@/components/shell/public-shell'
import { ButtonLink } from '@/components/ui/button-link'
import { Disclosure } from '@/components/ui/disclosure'
import { caughtMail } from '../caught'

export const metadata: Metadata = { title: 'Caught mail' }

type Props = { params: Promise<{ mail: string }> }

export default async function CaughtMailPage({ params }: Props) {
  const { to, subject, html, text } = await caughtMail((await params).mail)
  return (
    <PublicShell
      name="Tandem"
      width="wide"
      actions={<ButtonLink href="/dev/mail">All mail</ButtonLink>}
    >
      <PageHeader title={subject} description={`To ${to}`} />
      {/* No script runs in it, and its links open in a page of their own. */}
      <iframe
        title={subject}
        sandbox="allow-popups allow-popups-to-escape-sandbox"
        srcDoc={html ?? ''}
        className="h-[36rem] w-full rounded-lg border bg-white"
      />
      <Disclosure summary="As plain text">
        <pre className="whitespace-pre-wrap break-words font-mono text-sm">{text}</pre>
      </Disclosure>
    </PublicShell>
  )
}
