import { Icon } from '@/components/ui/icon'
import { filterHref, type TableUrl } from './table-url'

type FilterChipProps = { url: TableUrl; param: string; label: string; value: string }

/** A filter that a link has set and no menu offers: named, and taken off with a click. */
export function FilterChip({ url, param, label, value }: FilterChipProps) {
  return (
    <span
      data-slot="filter-chip"
      className="flex h-8 min-w-0 max-w-full items-center gap-1.5 rounded-md border bg-raised pl-2.5 text-sm"
    >
      <span className="shrink-0 text-muted">{label}</span>
      <span className="truncate text-accent-text">{value}</span>
      <a
        href={filterHref(url, { [param]: null })}
        aria-label={`Remove the filter ${label} ${value}`}
        className="flex size-7 shrink-0 items-center justify-center rounded-md text-muted hover:bg-hover hover:text-foreground"
      >
        <Icon name="x" className="size-3.5" />
      </a>
    </span>
  )
}
