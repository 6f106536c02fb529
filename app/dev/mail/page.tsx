import type { Metadata } from 'next'
import { connection } from 'next/server'
import { PageHeader } from '@/components/shell/page-header'
import { PublicShell } from '@/components/shell/public-shell'
import { ButtonLink } from '@/components/ui/button-link'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { Time } from '@/components/ui/time'
import { caughtMails } from './caught'

export const metadata: Metadata = { title: 'Caught mail' }

export default async function CaughtMailPage() {
  await connection()
  const mails = await caughtMails()
  const now = new Date()
  return (
    <PublicShell
      name="Tandem"
      width="wide"
      actions={<ButtonLink href="/dev/mail">Look again</ButtonLink>}
    >
      <PageHeader
        title="Caught mail"
        description="The demo sends nothing out. What it would have sent lands here, newest first."
      />
      <div className="rounded-lg border bg-raised shadow-card">
        {mails.length === 0 && (
          <EmptyState title="No mail yet" icon={<Icon name="mail" />}>
            Invite somebody, or ask for a new password.
          </EmptyState>
        )}
        <ul className="divide-y">
          {mails.map((mail) => (
            <li key={mail.id}>
              <a
                href={`/dev/mail/${mail.id}`}
                className="flex flex-wrap items-baseline justify-between gap-x-4 px-4 py-2.5 hover:bg-hover"
              >
                <span className="min-w-0 flex-1 basis-64 truncate font-medium">{mail.subject}</span>
                <span className="truncate text-muted text-sm">{mail.to}</span>
                {mail.date && (
                  <Time at={mail.date} timeZone="UTC" now={now} className="text-muted text-sm" />
                )}
              </a>
            </li>
          ))}
        </ul>
      </div>
    </PublicShell>
  )
}
