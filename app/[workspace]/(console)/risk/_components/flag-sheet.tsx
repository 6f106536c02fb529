import { StatusBadge } from '@/components/ui/badge'
import { Callout } from '@/components/ui/callout'
import { DefinitionList } from '@/components/ui/definition-list'
import { TextLink } from '@/components/ui/text-link'
import { Time } from '@/components/ui/time'
import { UrlSheet } from '@/components/ui/url-sheet'
import { ask } from '@/lib/api/actions'
import type { Member } from '@/lib/auth/actor'
import { may } from '@/lib/auth/permissions'
import { risk } from '@/lib/risk/procedures'
import { type FlagKind, flagKindLabels, flagStatusLabels } from '@/lib/risk/schema'
import { type ReviewHrefs, ReviewNavigation } from '../../../_components/review-navigation'
import { flagTones } from '../../../_components/tones'
import { heldWords } from './columns'
import { FlagActions } from './flag-actions'

/** What an admin looks at before they decide. */
const advice: Record<FlagKind, string> = {
  self_referral:
    'Partners earn nothing on their own company. Ask how they are related to the client.',
  disposable_email: 'Such an address is gone within the hour. Ask for one that somebody reads.',
  duplicate_payout_details:
    'Two partners who are paid to one account may be one person. A shared office is a good reason.',
  refund_rate: 'Look at the refunded deals: one large refund says less than many small ones.',
  lead_burst: 'Look at a few of the registrations: a bought list has no projects in it.',
  new_payout_details:
    'Call the partner on a number you know. Whoever takes over an account changes this first.',
}

type FlagSheetProps = { actor: Member; id: string; hrefs: ReviewHrefs }

/** One flag: what was found, what it holds, and what can be done about it. */
export async function FlagSheet({ actor, id, hrefs }: FlagSheetProps) {
  const { slug, timezone } = actor.workspace
  const flag = await ask(risk.find, slug, { id })
  const open = flag.status === 'open'
  return (
    <UrlSheet
      closeHref={hrefs.close}
      title={flagKindLabels[flag.kind]}
      description={
        <span className="flex flex-wrap items-center gap-2">
          {flag.partnerName}
          <StatusBadge tone={flagTones[flag.status]} label={flagStatusLabels[flag.status]} />
        </span>
      }
      actions={<ReviewNavigation hrefs={hrefs} noun="flag" />}
      footer={
        open && may(actor, 'risk.review') && <FlagActions slug={slug} flag={flag} hrefs={hrefs} />
      }
    >
      <div className="flex flex-col gap-5">
        <Callout tone={open ? 'warning' : 'neutral'} title="What was found">
          {flag.sentence}
        </Callout>
        {open && <p className="text-muted text-sm">{advice[flag.kind]}</p>}
        {flag.settledReason && flag.settledAt && (
          <Callout
            tone={flagTones[flag.status]}
            title={`${flagStatusLabels[flag.status]} by ${flag.settledByName ?? 'a former member'}`}
          >
            {flag.settledReason}
          </Callout>
        )}
        <DefinitionList
          items={[
            [
              'Partner',
              <TextLink key="partner" href={`/${slug}/partners/${flag.partnerId}`}>
                {flag.partnerName}
              </TextLink>,
            ],
            ...(flag.leadId
              ? [
                  [
                    'Client',
                    <TextLink key="lead" href={`/${slug}/leads/${flag.leadId}`}>
                      {flag.leadName}
                    </TextLink>,
                  ] as const,
                ]
              : []),
            ['Holds', flag.leadId ? 'Their commissions on this client' : 'Every payment to them'],
            [
              'Money held',
              flag.held.length > 0 ? heldWords(flag.held) : open ? 'None so far' : null,
            ],
            [
              'Until',
              flag.holdsUntil ? (
                <span key="until">
                  Cleared, or <Time at={flag.holdsUntil} timeZone={timezone} format="date" />
                </span>
              ) : (
                'An admin clears it'
              ),
            ],
            ['Raised', <Time key="raised" at={flag.raisedAt} timeZone={timezone} />],
            ...(flag.settledAt
              ? [
                  [
                    'Settled',
                    <Time key="settled" at={flag.settledAt} timeZone={timezone} />,
                  ] as const,
                ]
              : []),
          ]}
        />
      </div>
    </UrlSheet>
  )
}
