import { Time } from '@/components/ui/time'
import { creditsLeft } from '@/lib/customers/rules'
import { counted } from '@/lib/words'

type CreditMeterProps = {
  credits: {
    creditsLimit: number
    creditsGranted: number
    currentPeriodUsage: number
    creditsReserved: number
    billingPeriodEnd: Date
  }
  timeZone: string
}

/** What is used, what is set aside, and what is left of a billing period. */
export function CreditMeter({ credits, timeZone }: CreditMeterProps) {
  const { creditsLimit, creditsGranted, currentPeriodUsage: used, creditsReserved } = credits
  const all = creditsLimit + creditsGranted
  const left = creditsLeft(credits)
  const share = (part: number) => `${all > 0 ? Math.min(100, (part / all) * 100) : 0}%`
  const words = `${used.toLocaleString('en-US')} used, ${creditsReserved.toLocaleString('en-US')} reserved, ${left.toLocaleString('en-US')} left of ${all.toLocaleString('en-US')}`
  return (
    <div className="flex flex-col gap-3">
      <p className="flex items-baseline gap-2">
        <span className="font-semibold text-2xl tabular-nums tracking-tight">
          {left.toLocaleString('en-US')}
        </span>
        <span className="text-muted text-sm">of {counted(all, 'credit')} left</span>
      </p>
      <div
        role="img"
        aria-label={words}
        className="flex h-2 overflow-hidden rounded-full bg-hover *:h-full"
      >
        <div className="bg-accent" style={{ width: share(used) }} />
        <div className="bg-accent opacity-40" style={{ width: share(creditsReserved) }} />
      </div>
      <dl className="flex flex-wrap gap-x-5 gap-y-1 text-sm">
        <Part dot="bg-accent" label="Used" count={used} />
        <Part dot="bg-accent opacity-40" label="Reserved" count={creditsReserved} />
        {creditsGranted > 0 && <Part label="Granted on top" count={creditsGranted} />}
      </dl>
      <p className="text-muted text-sm">
        The next period begins on{' '}
        <Time at={credits.billingPeriodEnd} timeZone={timeZone} format="date" />. Reserved credits
        belong to submissions under way.
      </p>
    </div>
  )
}

const Part = ({ dot, label, count }: { dot?: string; label: string; count: number }) => (
  <div className="flex items-center gap-1.5">
    {dot && <span aria-hidden="true" className={`size-2 rounded-full ${dot}`} />}
    <dt className="text-muted">{label}</dt>
    <dd className="tabular-nums">{count.toLocaleString('en-US')}</dd>
  </div>
)
