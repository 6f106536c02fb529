import { StatusBadge } from '@/components/ui/badge'
import { Callout } from '@/components/ui/callout'
import { DefinitionList } from '@/components/ui/definition-list'
import { TextLink } from '@/components/ui/text-link'
import { Time } from '@/components/ui/time'
import { UrlSheet } from '@/components/ui/url-sheet'
import { ask } from '@/lib/api/actions'
import { applications } from '@/lib/applications/procedures'
import { applicationStatusLabels, experienceLabels } from '@/lib/applications/schema'
import type { Member } from '@/lib/auth/actor'
import { may } from '@/lib/auth/permissions'
import { counted } from '@/lib/words'
import { EventTimeline } from '../../../_components/event-timeline'
import { type ReviewHrefs, ReviewNavigation } from '../../../_components/review-navigation'
import { applicationTones } from '../../../_components/tones'
import { ReviewActions } from './review-actions'
import { ReviewNotes } from './review-notes'

type ApplicationSheetProps = {
  actor: Member
  id: string
  hrefs: ReviewHrefs
}

/** One application with everything a reviewer needs to decide. */
export async function ApplicationSheet({ actor, id, hrefs }: ApplicationSheetProps) {
  const { slug, timezone } = actor.workspace
  const [application, events] = await Promise.all([
    ask(applications.find, slug, { id }),
    ask(applications.timeline, slug, { id }),
  ])
  const canReview = may(actor, 'applications.review')
  return (
    <UrlSheet
      closeHref={hrefs.close}
      title={application.name}
      description={
        <span className="flex flex-wrap items-center gap-2">
          {application.company}
          <StatusBadge
            tone={applicationTones[application.status]}
            label={applicationStatusLabels[application.status]}
          />
        </span>
      }
      actions={<ReviewNavigation hrefs={hrefs} noun="application" />}
      footer={canReview && <ReviewActions slug={slug} application={application} hrefs={hrefs} />}
    >
      <div className="flex flex-col gap-6">
        {application.signals.map(({ kind, text }) => (
          <Callout key={kind} tone="warning">
            {text}
          </Callout>
        ))}
        {application.rejectionReason && (
          <Callout tone="danger" title="Rejected">
            {application.rejectionReason}
          </Callout>
        )}
        <section className="flex flex-col gap-2">
          <h3 className="font-medium text-sm">Network</h3>
          <p className="whitespace-pre-line break-words text-sm">
            {application.networkDescription}
          </p>
        </section>
        <DefinitionList
          items={[
            ['Expects a year', counted(application.expectedReferrals, 'referral')],
            ['Experience', experienceLabels[application.experienceLevel]],
            ['E-mail', application.email],
            ['Phone', application.phone],
            ['Website', application.website],
            [
              'Referred by',
              application.referredBy ? (
                <TextLink key="referrer" href={`/${slug}/partners/${application.referredBy.id}`}>
                  {application.referredBy.name}
                </TextLink>
              ) : null,
            ],
            ['Applied', <Time key="applied" at={application.submittedAt} timeZone={timezone} />],
            [
              'Reviewed',
              application.reviewedAt && application.status !== 'under_review' ? (
                <span key="reviewed">
                  <Time at={application.reviewedAt} timeZone={timezone} />
                  {application.reviewedByName && ` by ${application.reviewedByName}`}
                </span>
              ) : null,
            ],
            [
              'Partner',
              application.partnerId ? (
                <TextLink key="partner" href={`/${slug}/partners/${application.partnerId}`}>
                  Open the profile
                </TextLink>
              ) : null,
            ],
          ]}
        />
        {canReview && <ReviewNotes slug={slug} id={id} notes={application.reviewNotes} />}
        <section className="flex flex-col gap-3">
          <h3 className="font-medium text-sm">History</h3>
          <EventTimeline events={events} timeZone={timezone} now={new Date()} />
        </section>
      </div>
    </UrlSheet>
  )
}
