import { Card } from '@/components/ui/card'
import { DefinitionList } from '@/components/ui/definition-list'
import { TextLink } from '@/components/ui/text-link'
import { Time } from '@/components/ui/time'
import type { BatchDetail } from '@/lib/batches/schema'
import { counted } from '@/lib/words'
import { priorityLabel } from './options'

type BatchFactsProps = { slug: string; batch: BatchDetail; timeZone: string }

const creditWords = ({ reserved, consumed, released }: BatchDetail['credits']) =>
  [
    `${counted(consumed, 'credit')} used`,
    reserved > 0 && `${reserved.toLocaleString('en-US')} reserved`,
    released > 0 && `${released.toLocaleString('en-US')} given back`,
  ]
    .filter(Boolean)
    .join(', ')

/** What was agreed when it was queued, and what it has cost. */
export function BatchFacts({ slug, batch, timeZone }: BatchFactsProps) {
  const time = (at: Date | null) => at && <Time at={at} timeZone={timeZone} />
  return (
    <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-2">
      <Card title="How it is worked">
        <DefinitionList
          items={[
            ['Priority', priorityLabel(batch.priority)],
            [
              'At a time',
              batch.maxConcurrentItems?.toLocaleString('en-US') ?? 'No limit of its own',
            ],
            ['At a failure', batch.stopOnError ? 'Stops' : 'Goes on with the others'],
            ['Credits', creditWords(batch.credits)],
          ]}
        />
      </Card>
      <Card title="Times">
        <DefinitionList
          items={[
            [
              'Customer',
              <TextLink key="customer" href={`/${slug}/customers/${batch.customerId}`}>
                {batch.customerName}
              </TextLink>,
            ],
            [
              'Queued',
              <span key="queued">
                {time(batch.createdAt)}
                {batch.createdByName && ` by ${batch.createdByName}`}
              </span>,
            ],
            ...(batch.scheduledFor ? [['Not before', time(batch.scheduledFor)] as const] : []),
            ['Started', time(batch.startedAt)],
            ['Finished', time(batch.finishedAt)],
          ]}
        />
      </Card>
    </div>
  )
}
