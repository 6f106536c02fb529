import { PublicShell } from '@/components/shell/public-shell'
import { ButtonLink } from '@/components/ui/button-link'
import { Card } from '@/components/ui/card'
import { Icon } from '@/components/ui/icon'
import { Time } from '@/components/ui/time'
import { ask } from '@/lib/api/actions'
import { formatLabels } from '@/lib/reports/labels'
import { reportLinks } from '@/lib/reports/procedures'

type Props = { params: Promise<{ token: string }> }

export const metadata = { title: 'A report for you', robots: { index: false } }

/** One file, for whoever has the link from the mail; no account is needed. */
export default async function ReportLinkPage({ params }: Props) {
  const { token } = await params
  const found = await ask(reportLinks.find, undefined, { token })
  const { name, period, format, open, expiresAt, timezone } = found
  return (
    <PublicShell name={found.workspaceName} href={`/p/${found.workspaceSlug}`}>
      {open ? (
        <Card title={name} description={period}>
          <div className="flex flex-col items-start gap-3 text-sm">
            <ButtonLink
              variant="primary"
              href={`/api/v1/report-links/${token}/file`}
              download={found.fileName ?? ''}
            >
              <Icon name="download" /> Download as {formatLabels[format]}
            </ButtonLink>
            <p className="text-muted">
              This link works until <Time at={expiresAt} timeZone={timezone} />.
            </p>
          </div>
        </Card>
      ) : (
        <Card title="This link has expired">
          <p className="text-pretty text-muted text-sm">
            {name} for {period} is no longer here. Please use the newest mail, or ask{' '}
            {found.workspaceName} for it.
          </p>
        </Card>
      )}
    </PublicShell>
  )
}
