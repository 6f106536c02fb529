import { StatusBadge } from '@/components/ui/badge'
import { Callout } from '@/components/ui/callout'
import { DefinitionList } from '@/components/ui/definition-list'
import { TextLink } from '@/components/ui/text-link'
import { Time } from '@/components/ui/time'
import { UrlSheet } from '@/components/ui/url-sheet'
import { ask } from '@/lib/api/actions'
import type { Member } from '@/lib/auth/actor'
import type { Conflict } from '@/lib/leads/conflict-schema'
import { keyText } from '@/lib/leads/labels'
import { conflicts } from '@/lib/leads/procedures/conflicts'
import { leadStatusLabels } from '@/lib/leads/schema'
import { formatMoney } from '@/lib/money'
import { counted } from '@/lib/words'
import { type ReviewHrefs, ReviewNavigation } from '../../../_components/review-navigation'
import { conflictTones } from '../../../_components/tones'
import { stateLabel } from './columns'
import { RulingActions } from './ruling-actions'
import { Side } from './side'

type ConflictSheetProps = { actor: Member; id: string; hrefs: ReviewHrefs }

type Facts = Partial<
  Record<
    | 'clientName'
    | 'clientEmail'
    | 'clientPhone'
    | 'businessName'
    | 'website'
    | 'projectDescription',
    string | null
  >
> & { estimatedValue?: number | undefined; currency?: string | undefined }

const rowsOf = (facts: Facts, keys: string[]) => {
  const has = (kind: string) => keys.some((key) => key.startsWith(`${kind}:`))
  return [
    ['Business', facts.businessName],
    ['Contact', facts.clientName],
    ['E-mail', facts.clientEmail, has('email') || has('domain')],
    ['Website', facts.website, has('domain')],
    ['Phone', facts.clientPhone, has('phone')],
    ['Project', facts.projectDescription],
    [
      'Estimated',
      facts.estimatedValue && facts.currency
        ? formatMoney(facts.estimatedValue, facts.currency)
        : null,
    ],
  ] as const
}

/** Both sides of a conflict next to each other, and what can be ruled. */
export async function ConflictSheet({ actor, id, hrefs }: ConflictSheetProps) {
  const { slug, timezone } = actor.workspace
  const conflict = await ask(conflicts.find, slug, { id })
  const { holder, contender, held, sent, keys, state } = conflict
  const currency = sent.currency ?? actor.workspace.currency
  return (
    <UrlSheet
      closeHref={hrefs.close}
      title={conflict.clientName}
      description={
        <span className="flex flex-wrap items-center gap-2">
          Both name {keys.map(keyText).join(', ')}
          <StatusBadge tone={conflictTones[state]} label={stateLabel(conflict)} />
        </span>
      }
      actions={<ReviewNavigation hrefs={hrefs} noun="conflict" />}
      footer={state === 'open' && <RulingActions slug={slug} conflict={conflict} hrefs={hrefs} />}
    >
      <div className="flex flex-col gap-5">
        <Outcome conflict={conflict} timeZone={timezone} slug={slug} />
        <div className="grid gap-3 sm:grid-cols-2">
          <Side
            title="Holds the client"
            who={
              <TextLink href={`/${slug}/partners/${holder.partnerId}`}>
                {holder.partnerName}
              </TextLink>
            }
            rows={rowsOf(held, keys)}
          />
          <Side
            title="Tried to register"
            who={
              <TextLink href={`/${slug}/partners/${contender.partnerId}`}>
                {contender.partnerName}
              </TextLink>
            }
            rows={rowsOf({ ...sent, currency }, keys)}
          />
        </div>
        <section className="flex flex-col gap-2">
          <h3 className="font-medium text-sm">The lead that holds them</h3>
          <DefinitionList
            items={[
              [
                'Stage',
                <span key="stage">
                  {leadStatusLabels[holder.status]} since{' '}
                  <Time at={held.stageEnteredAt} timeZone={timezone} />, after{' '}
                  {counted(held.moves, 'move')}
                </span>,
              ],
              ['Registered', <Time key="registered" at={held.registeredAt} timeZone={timezone} />],
              [
                'Last activity',
                held.lastActivityAt ? (
                  <Time key="last" at={held.lastActivityAt} timeZone={timezone} />
                ) : null,
              ],
              [
                'Protected',
                conflict.protectedUntil ? (
                  <span key="until">
                    Until <Time at={conflict.protectedUntil} timeZone={timezone} format="date" />
                    {held.extended && ', extended'}
                  </span>
                ) : (
                  'For good, the client is won'
                ),
              ],
              [
                'Lead',
                <TextLink key="lead" href={`/${slug}/leads/${holder.leadId}`}>
                  Open
                </TextLink>,
              ],
            ]}
          />
        </section>
        <section className="flex flex-col gap-2">
          <h3 className="font-medium text-sm">The second registration</h3>
          <DefinitionList
            items={[
              ['First tried', <Time key="first" at={conflict.createdAt} timeZone={timezone} />],
              [
                'Tries',
                conflict.attempts > 1 ? (
                  <span key="tries">
                    {conflict.attempts}, the last{' '}
                    <Time at={conflict.lastAttemptAt} timeZone={timezone} />
                  </span>
                ) : (
                  '1'
                ),
              ],
              ...(contender.leadId
                ? [
                    [
                      'By editing',
                      <TextLink key="own" href={`/${slug}/leads/${contender.leadId}`}>
                        A lead of theirs
                      </TextLink>,
                    ] as const,
                  ]
                : []),
            ]}
          />
        </section>
      </div>
    </UrlSheet>
  )
}

type OutcomeProps = { conflict: Conflict; timeZone: string; slug: string }

function Outcome({ conflict, timeZone, slug }: OutcomeProps) {
  if (conflict.state === 'lapsed')
    return (
      <Callout title="Nothing left to rule on">
        The protection has ended, so the client is free. Whoever registers them next holds them.
      </Callout>
    )
  if (conflict.state !== 'ruled' || !conflict.ruledAt) return null
  return (
    <Callout
      tone="success"
      title={`${stateLabel(conflict)} by ${conflict.ruledByName ?? 'a former member'}`}
    >
      {conflict.reason}{' '}
      <span className="opacity-80">
        <Time at={conflict.ruledAt} timeZone={timeZone} />
      </span>
      {conflict.newLeadId && (
        <>
          {' '}
          <TextLink href={`/${slug}/leads/${conflict.newLeadId}`}>The lead it made</TextLink>
        </>
      )}
    </Callout>
  )
}
