import { TextLink } from '@/components/ui/text-link'
import { failureLabels } from '@/lib/queue/labels'
import type { Monitor } from '@/lib/queue/monitor'

type FailuresProps = { slug: string; failures: Monitor['failures'] }

export function Failures({ slug, failures }: FailuresProps) {
  if (failures.length === 0)
    return <p className="border-t px-4 py-3 text-muted text-sm">Nothing failed since yesterday.</p>
  return (
    <>
      <ul className="divide-y border-t text-sm">
        {failures.map(({ code, count }) => (
          <li key={code} className="flex justify-between gap-4 px-4 py-2">
            <span className="min-w-0 break-words">{failureLabels[code]}</span>
            <span className="font-medium tabular-nums">{count.toLocaleString('en-US')}</span>
          </li>
        ))}
      </ul>
      <p className="border-t px-4 py-2.5 text-sm">
        <TextLink href={`/${slug}/batches`}>Batches have the details, and try them again</TextLink>
      </p>
    </>
  )
}
