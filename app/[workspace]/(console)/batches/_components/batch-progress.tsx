import { Card } from '@/components/ui/card'
import { Progress } from '@/components/ui/progress'
import { Stat, StatGroup } from '@/components/ui/stat'
import type { BatchDetail } from '@/lib/batches/schema'
import { counted } from '@/lib/words'
import { finishedOf } from './columns'

const count = (value: number) => value.toLocaleString('en-US')

/** How far it is, by the items themselves. */
export function BatchProgress({ batch }: { batch: BatchDetail }) {
  const { totalItems, completedItems, failedItems, cancelledItems, reviewItems } = batch
  const finished = finishedOf(batch)
  const working = batch.counts.find(({ status }) => status === 'processing')?.count ?? 0
  const waiting = totalItems - finished - reviewItems - working
  return (
    <>
      <Card>
        <Progress
          label="Finished"
          value={finished}
          max={totalItems}
          detail={`${count(finished)} of ${counted(totalItems, 'submission')}`}
        />
      </Card>
      <StatGroup label="Submissions">
        <Stat
          label="Submitted"
          value={count(completedItems)}
          hint={
            batch.successRate === null
              ? 'None has ended yet'
              : `${batch.successRate} % of those that ended`
          }
          href="?status=completed"
        />
        <Stat
          label="Failed"
          value={count(failedItems)}
          hint={failedItems > 0 ? 'Look at why, try again or replace' : 'None'}
          href="?status=failed"
        />
        <Stat
          label="Needs a person"
          value={count(reviewItems)}
          hint={reviewItems > 0 ? 'Waiting for somebody' : 'None'}
          href="?status=manual_review"
        />
        <Stat
          label="In progress"
          value={count(working)}
          hint={`${count(Math.max(0, waiting))} waiting`}
          href="?status=processing"
        />
        {cancelledItems > 0 && (
          <Stat label="Cancelled" value={count(cancelledItems)} href="?status=cancelled" />
        )}
      </StatGroup>
    </>
  )
}
