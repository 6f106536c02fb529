import { PublicShell } from '@/components/shell/public-shell'
import { StatusBadge, type Tone } from '@/components/ui/badge'
import { ButtonLink } from '@/components/ui/button-link'
import { Card } from '@/components/ui/card'
import { DefinitionList } from '@/components/ui/definition-list'
import { Time } from '@/components/ui/time'
import { ask } from '@/lib/api/actions'
import { applications } from '@/lib/applications/procedures'
import { reapplyDays } from '@/lib/applications/rules'
import { type ApplicationStatus, applicationStatusLabels } from '@/lib/applications/schema'

type Props = { params: Promise<{ workspace: string; token: string }> }

export const metadata = { title: 'Your application', robots: { index: false } }

const words: Record<ApplicationStatus, [tone: Tone, text: string]> = {
  pending: ['warning', 'We have it. Somebody looks at it within a few working days.'],
  under_review: ['info', 'Somebody is looking at it right now.'],
  approved: ['success', 'You are a partner. The invitation to your portal is in your mail.'],
  rejected: [
    'danger',
    `We could not take you on this time. You may apply again after ${reapplyDays} days.`,
  ],
}

/** How an application stands, for whoever has the link from the mail. */
export default async function ApplicationStatusPage({ params }: Props) {
  const { workspace: slug, token } = await params
  const found = await ask(applications.ownStatus, undefined, { token })
  const [tone, text] = words[found.status]
  return (
    <PublicShell name={found.workspaceName} href={`/p/${slug}`}>
      <Card title={`Hello ${found.name}`} description={text}>
        <DefinitionList
          items={[
            [
              'Status',
              <StatusBadge
                key="status"
                tone={tone}
                label={applicationStatusLabels[found.status]}
              />,
            ],
            ['Applied', <Time key="applied" at={found.submittedAt} timeZone={found.timezone} />],
            [
              'Decided',
              found.reviewedAt && found.status !== 'under_review' ? (
                <Time key="decided" at={found.reviewedAt} timeZone={found.timezone} />
              ) : null,
            ],
            ...(found.rejectionReason ? ([['Reason', found.rejectionReason]] as const) : []),
          ]}
        />
      </Card>
      {found.status === 'approved' && (
        <ButtonLink href="/sign-in">Sign in to the portal</ButtonLink>
      )}
    </PublicShell>
  )
}
