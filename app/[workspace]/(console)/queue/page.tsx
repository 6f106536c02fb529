import { Live } from '@/components/shell/live'
import { PageHeader } from '@/components/shell/page-header'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { Icon } from '@/components/ui/icon'
import { Stat, StatGroup } from '@/components/ui/stat'
import { Time } from '@/components/ui/time'
import { ask } from '@/lib/api/actions'
import { requirePage } from '@/lib/api/request'
import { methodLabels } from '@/lib/queue/labels'
import { queue } from '@/lib/queue/procedures'
import { counted } from '@/lib/words'
import { Failures } from './_components/failures'
import { Leases } from './_components/leases'
import { Throughput } from './_components/throughput'
import { capped } from './_components/words'
import { Workers } from './_components/workers'

export const metadata = { title: 'Queue' }

type Props = { params: Promise<{ workspace: string }> }

export default async function QueuePage({ params }: Props) {
  const { workspace: slug } = await params
  const { actor } = await requirePage(slug)
  const timeZone = actor.workspace.timezone
  const now = new Date()
  const found = await ask(queue.monitor, slug, {})
  const alive = found.workers.filter((worker) => worker.alive).length
  const waiting = found.waiting.filter(({ count }) => count > 0)

  return (
    <>
      <Live slug={slug} topics={['batches']} everySeconds={10} />
      <PageHeader
        title="Queue"
        description="Submissions on their way to directories, and who works on them."
      />
      <StatGroup label="How the queue stands">
        <Stat
          label="To do"
          value={found.openItems.toLocaleString('en-US')}
          hint={`in ${counted(found.openBatches, 'open batch', 'open batches')}${found.pausedBatches > 0 ? `, ${found.pausedBatches.toLocaleString('en-US')} paused` : ''}`}
          href={`/${slug}/batches`}
        />
        <Stat
          label="In the line"
          value={capped(waiting.reduce((sum, { count }) => sum + count, 0))}
          hint={
            found.oldestDueAt ? (
              <>
                {waiting
                  .map(({ method, count }) => `${capped(count)} ${methodLabels[method]}`)
                  .join(', ')}
                ; the oldest was due <Time at={found.oldestDueAt} timeZone={timeZone} now={now} />
              </>
            ) : (
              'Nothing waits'
            )
          }
        />
        <Stat
          label="Due later"
          value={capped(found.later)}
          hint={
            found.nextDueAt ? (
              <>
                next <Time at={found.nextDueAt} timeZone={timeZone} now={now} />
              </>
            ) : (
              'Nothing is scheduled'
            )
          }
        />
        <Stat label="Need a person" value={found.reviewItems.toLocaleString('en-US')} />
        <Stat
          label="Workers alive"
          value={alive}
          hint={`${counted(found.leases.length, 'item')} held`}
        />
      </StatGroup>
      {alive === 0 && found.openItems > 0 && (
        <EmptyState title="No worker is alive" icon={<Icon name="triangle-alert" />}>
          Nothing is being submitted. Start the worker process, or a worker of your own with an API
          key that may work the queue.
        </EmptyState>
      )}
      <div className="grid gap-4 lg:grid-cols-2">
        <Card flush title="Handed in" description="The last hour, by five minutes.">
          <Throughput steps={found.throughput} timeZone={timeZone} />
        </Card>
        <Card flush title="Failures" description="Of the last day, by reason.">
          <Failures slug={slug} failures={found.failures} />
        </Card>
      </div>
      <Card flush title="In progress" description="Leases that run now, soonest end first.">
        <Leases slug={slug} leases={found.leases} timeZone={timeZone} now={now} />
      </Card>
      <Card flush title="Workers" description="Heard of within the last day.">
        <Workers workers={found.workers} timeZone={timeZone} now={now} />
      </Card>
    </>
  )
}
