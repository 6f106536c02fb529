import { StatusBadge } from '@/components/ui/badge'
import { Callout } from '@/components/ui/callout'
import { DefinitionList } from '@/components/ui/definition-list'
import { TextLink } from '@/components/ui/text-link'
import { Time } from '@/components/ui/time'
import { UrlSheet } from '@/components/ui/url-sheet'
import type { Member } from '@/lib/auth/actor'
import { may } from '@/lib/auth/permissions'
import type { BatchDetail, Item } from '@/lib/batches/schema'
import { failureLabels, itemStatusLabels, methodLabels, replaceable } from '@/lib/queue/labels'
import { type ReviewHrefs, ReviewNavigation } from '../../../_components/review-navigation'
import { Replacements } from './replacements'
import { RetryButton } from './retry-button'
import { itemTones } from './tones'

type ItemSheetProps = { actor: Member; batch: BatchDetail; item: Item; hrefs: ReviewHrefs }

/** One submission: how it went, and what can be done about it. */
export function ItemSheet({ actor, batch, item, hrefs }: ItemSheetProps) {
  const { slug, timezone } = actor.workspace
  const time = (at: Date) => <Time at={at} timeZone={timezone} />
  const failed = item.status === 'failed'
  const steered = failed && batch.status !== 'cancelled' && may(actor, 'batches.manage')
  const ended = item.errorCode !== null && replaceable.includes(item.errorCode)
  return (
    <UrlSheet
      closeHref={hrefs.close}
      title={item.directoryName}
      description={
        <StatusBadge tone={itemTones[item.status]} label={itemStatusLabels[item.status]} />
      }
      actions={<ReviewNavigation hrefs={hrefs} noun="submission" />}
      footer={
        steered &&
        !item.replacedByName && (
          <RetryButton slug={slug} batchId={batch.id} itemId={item.id} hopeful={!ended} />
        )
      }
    >
      <div className="flex flex-col gap-5">
        {item.errorCode && (
          <Callout tone={failed ? 'danger' : 'warning'} title={failureLabels[item.errorCode]}>
            {item.errorMessage ?? 'The directory gave no reason.'}
          </Callout>
        )}
        {item.action && (
          <Callout tone="warning" title="This needs a person">
            {item.action.title}
          </Callout>
        )}
        {item.replacedByName && (
          <Callout tone="info" title="Replaced">
            {item.replacedByName} was queued in its place.
          </Callout>
        )}
        <DefinitionList
          items={[
            [
              'Directory',
              <TextLink key="directory" href={`/${slug}/directories/${item.directoryId}`}>
                {item.directoryName}
              </TextLink>,
            ],
            ['Method', methodLabels[item.method]],
            ['Attempts', String(item.attempts)],
            ...(item.status === 'processing'
              ? [['Step', `${item.currentStep ?? 'Begun'}, ${item.progressPercentage} %`] as const]
              : []),
            ...(item.workerId ? [['Worker', item.workerId] as const] : []),
            ...(item.nextRetryAt
              ? [['Tried again', time(item.nextRetryAt)] as const]
              : item.status === 'pending'
                ? [['Not before', time(item.scheduledFor)] as const]
                : []),
            ...(item.finishedAt ? [['Finished', time(item.finishedAt)] as const] : []),
            ...(item.listingUrl
              ? [
                  [
                    'Listing',
                    <TextLink key="listing" external href={item.listingUrl}>
                      {item.listingUrl}
                    </TextLink>,
                  ] as const,
                ]
              : []),
          ]}
        />
        {steered && !item.replacedByName && (
          <Replacements slug={slug} batch={batch} item={item} suggested={ended} />
        )}
      </div>
    </UrlSheet>
  )
}
