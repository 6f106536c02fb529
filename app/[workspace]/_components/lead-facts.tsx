import { DefinitionList } from '@/components/ui/definition-list'
import { Money } from '@/components/ui/money'
import { TextLink } from '@/components/ui/text-link'
import { Time } from '@/components/ui/time'
import type { Lead } from '@/lib/leads/schema'
import { DAY_MS, formatDate } from '@/lib/time'
import { counted } from '@/lib/words'

type LeadFactsProps = { lead: Lead; timeZone: string; now: Date }

export const ClientFacts = ({ lead }: Pick<LeadFactsProps, 'lead'>) => (
  <DefinitionList
    items={[
      ['Contact', lead.clientName],
      [
        'E-mail',
        lead.clientEmail && (
          <a
            href={`mailto:${lead.clientEmail}`}
            className="text-accent-text underline-offset-4 hover:underline"
          >
            {lead.clientEmail}
          </a>
        ),
      ],
      ['Phone', lead.clientPhone],
      [
        'Website',
        lead.website && (
          <a
            href={lead.website}
            target="_blank"
            rel="noreferrer"
            className="text-accent-text underline-offset-4 hover:underline"
          >
            {lead.website.replace(/^https?:\/\//, '').replace(/\/$/, '')}
          </a>
        ),
      ],
      ['Industry', lead.industry],
      ['Project', lead.projectDescription],
    ]}
  />
)

export const DealFacts = ({ lead, timeZone }: Omit<LeadFactsProps, 'now'>) => (
  <DefinitionList
    items={[
      [
        'Estimated',
        lead.estimatedValue ? (
          <Money minor={lead.estimatedValue} currency={lead.currency} />
        ) : (
          'Not estimated yet'
        ),
      ],
      [
        'Final value',
        lead.projectValue === null ? null : (
          <Money minor={lead.projectValue} currency={lead.currency} />
        ),
      ],
      [
        'Expected close',
        lead.expectedCloseOn && formatDate(`${lead.expectedCloseOn}T12:00:00Z`, 'UTC'),
      ],
      ['In stage since', <Time key="since" at={lead.stageEnteredAt} timeZone={timeZone} />],
      ['Registered', <Time key="created" at={lead.createdAt} timeZone={timeZone} />],
      ['Source', lead.source],
      ...(lead.campaignName ? [['Campaign', lead.campaignName] as const] : []),
    ]}
  />
)

type OwnerFactsProps = LeadFactsProps & { slug: string }

export const OwnerFacts = ({ lead, timeZone, now, slug }: OwnerFactsProps) => (
  <DefinitionList
    items={[
      [
        'Partner',
        <TextLink key="partner" href={`/${slug}/partners/${lead.partnerId}`}>
          {lead.partnerName}
        </TextLink>,
      ],
      ['Protected', protectionOf(lead, timeZone, now)],
      ...extensionOf(lead, timeZone),
      ['Came in by', originWords[lead.origin]],
      ...(lead.externalId
        ? [['External id', `${lead.externalSource} ${lead.externalId}`] as const]
        : []),
    ]}
  />
)

const originWords: Record<Lead['origin'], string> = {
  portal: 'The partner, in the portal',
  console: 'The agency, in the console',
  api: 'The API',
  import: 'An import',
}

/** Until when nobody else can register the client. */
export function protectionOf({ status, protectedUntil }: Lead, timeZone: string, now: Date) {
  if (status === 'closed_won') return 'For good, the client is won'
  if (status === 'closed_lost') return 'Not any more, the lead is lost'
  if (!protectedUntil) return null
  const over = protectedUntil <= now
  return (
    <>
      {over ? 'Ran out on ' : 'Until '}
      <Time at={protectedUntil} timeZone={timeZone} format="date" />
      {!over && `, ${daysLeft(protectedUntil, now)}`}
    </>
  )
}

const daysLeft = (until: Date, now: Date) =>
  `${counted(Math.ceil((until.getTime() - now.getTime()) / DAY_MS), 'day')} left`

/** The one extension and why it was made; nothing while there was none. */
export const extensionOf = (lead: Lead, timeZone: string) =>
  lead.protectionExtendedAt
    ? [
        [
          'Extended',
          <span key="extended">
            <Time at={lead.protectionExtendedAt} timeZone={timeZone} format="date" />:{' '}
            {lead.protectionExtensionReason}
          </span>,
        ] as const,
      ]
    : []
