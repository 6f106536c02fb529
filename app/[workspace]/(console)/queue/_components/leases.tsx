import { TextLink } from '@/components/ui/text-link'
import { Time } from '@/components/ui/time'
import type { Monitor } from '@/lib/queue/monitor'

type LeasesProps = { slug: string; leases: Monitor['leases']; timeZone: string; now: Date }

export function Leases({ slug, leases, timeZone, now }: LeasesProps) {
  if (leases.length === 0)
    return <p className="border-t px-4 py-3 text-muted text-sm">Nothing is in progress.</p>
  return (
    <ul className="divide-y border-t text-sm">
      {leases.map((lease) => (
        <li
          key={lease.itemId}
          className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-0.5 px-4 py-2 sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_minmax(0,1fr)_9rem]"
        >
          <span className="min-w-0">
            <TextLink href={`/${slug}/batches/${lease.batchId}`}>{lease.directoryName}</TextLink>
            <span className="block truncate text-muted text-xs">{lease.customerName}</span>
          </span>
          <span className="min-w-0 truncate text-muted max-sm:order-last max-sm:col-span-2">
            {lease.step ?? 'Started'}
            {lease.percent > 0 && `, ${lease.percent} %`}
            {lease.attempt > 1 && `, attempt ${lease.attempt}`}
          </span>
          <span className="min-w-0 truncate text-muted max-sm:hidden">{lease.workerId}</span>
          <span className="text-right">
            <Time at={lease.claimedAt} timeZone={timeZone} now={now} />
          </span>
        </li>
      ))}
    </ul>
  )
}
