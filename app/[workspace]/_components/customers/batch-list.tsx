import { StatusBadge } from '@/components/ui/badge'
import { Progress } from '@/components/ui/progress'
import { TextLink } from '@/components/ui/text-link'
import { Time } from '@/components/ui/time'
import { batchStateWords } from '@/lib/customers/words'
import type { BatchWork } from '@/lib/customers/work-schema'
import { batchTones } from './tones'

type BatchListProps = {
  batches: readonly BatchWork[]
  timeZone: string
  empty: string
  hrefOf?: (id: string) => string
}

const number = (value: number) => value.toLocaleString('en-US')

/** What became of a batch so far, in counts that add up. */
const counts = (batch: BatchWork) => {
  const open = batch.totalItems - batch.completedItems - batch.failedItems - batch.cancelledItems
  return [
    `${number(batch.completedItems)} of ${number(batch.totalItems)} done`,
    batch.failedItems > 0 && `${number(batch.failedItems)} failed`,
    batch.cancelledItems > 0 && `${number(batch.cancelledItems)} cancelled`,
    open > 0 && `${number(open)} to go`,
    batch.reviewItems > 0 &&
      `${number(batch.reviewItems)} of them ${batch.reviewItems === 1 ? 'needs' : 'need'} a person`,
  ]
    .filter(Boolean)
    .join(', ')
}

/** Batches with their true progress, newest first. */
export function BatchList({ batches, timeZone, empty, hrefOf }: BatchListProps) {
  if (batches.length === 0) return <p className="px-4 pb-4 text-muted text-sm">{empty}</p>
  return (
    <ul className="divide-y border-t">
      {batches.map((batch) => (
        <li key={batch.id} className="flex flex-col gap-2 px-4 py-3 text-sm">
          <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
            <span className="min-w-0 truncate font-medium">
              {hrefOf ? (
                <TextLink href={hrefOf(batch.id)}>{batch.batchName}</TextLink>
              ) : (
                batch.batchName
              )}
            </span>
            <span className="flex items-center gap-3">
              <StatusBadge tone={batchTones[batch.status]} label={batchStateWords[batch.status]} />
              <span className="text-muted">
                <Time at={batch.createdAt} timeZone={timeZone} format="date" />
              </span>
            </span>
          </div>
          <Progress
            label={counts(batch)}
            value={batch.progressPercentage}
            max={100}
            detail={`${batch.progressPercentage} %`}
            className="[&_.font-medium]:font-normal [&_.font-medium]:text-muted [&_.tabular-nums]:whitespace-nowrap"
          />
        </li>
      ))}
    </ul>
  )
}
