import type { ReactNode } from 'react'
import { Icon } from './icon'

type DisclosureProps = { summary: ReactNode; children: ReactNode; defaultOpen?: boolean }

export function Disclosure({ summary, children, defaultOpen }: DisclosureProps) {
  return (
    <details data-slot="disclosure" open={defaultOpen} className="group">
      <summary className="flex min-h-8 list-none items-center gap-1.5 rounded-sm font-medium text-sm [&::-webkit-details-marker]:hidden">
        <Icon
          name="chevron-right"
          className="size-4 text-muted transition-transform group-open:rotate-90"
        />
        {summary}
      </summary>
      <div className="pt-1 pb-2 pl-5.5 text-sm">{children}</div>
    </details>
  )
}
