import { Progress } from '@/components/ui/progress'
import { type TierProgress as Standing, tierLabels } from '@/lib/partners/schema'
import { counted } from '@/lib/words'

/** The tier, its rate, and how far it is to the next one. */
export function TierProgress({ progress }: { progress: Standing }) {
  const { tier, rate, deals, locked, next } = progress
  return (
    <div className="flex flex-col gap-2 text-sm">
      <p>
        <span className="font-semibold text-lg">{tierLabels[tier]}</span>{' '}
        <span className="text-muted">{Number(rate)} % of every won deal</span>
      </p>
      {next ? (
        <>
          <Progress
            label={`Progress to ${tierLabels[next.tier]}`}
            value={deals}
            max={next.minDeals}
          />
          <p className="text-muted">
            {next.missing > 0
              ? `${counted(next.missing, 'more won deal')} to ${tierLabels[next.tier]} at ${Number(next.rate)} %.`
              : `The next won deal reaches ${tierLabels[next.tier]}.`}{' '}
            {locked && 'The agency has fixed this tier, so it does not rise by itself.'}
          </p>
        </>
      ) : (
        <p className="text-muted">The highest tier. {counted(deals, 'deal')} won.</p>
      )}
    </div>
  )
}
