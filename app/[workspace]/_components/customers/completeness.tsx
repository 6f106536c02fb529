import { Progress } from '@/components/ui/progress'

type CompletenessProps = { percent: number; missing: readonly string[]; shown?: number }

const sentence = (missing: readonly string[], shown: number) => {
  const named = missing.slice(0, shown)
  const more = missing.length - named.length
  const all = more > 0 ? [...named, `${more} more`] : named
  return `${all.slice(0, -1).join(', ')}${all.length > 1 ? ' and ' : ''}${all.at(-1)}`
}

/** How much of a profile is there, and what is still missing. */
export function Completeness({ percent, missing, shown = 4 }: CompletenessProps) {
  return (
    <div className="flex flex-col gap-2">
      <Progress label="Profile" value={percent} max={100} detail={`${percent} %`} />
      <p className="text-pretty text-muted text-sm">
        {missing.length === 0
          ? 'Everything that directories ask for is here.'
          : `Still missing: ${sentence(missing, shown)}.`}
      </p>
    </div>
  )
}
