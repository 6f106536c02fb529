import { filterHref, type TableUrl, textParam } from '@/components/table/table-url'
import { Icon } from '@/components/ui/icon'

const views = [
  { value: '', label: 'Table', icon: 'table-2' },
  { value: 'board', label: 'Board', icon: 'square-kanban' },
] as const

/** Rows or columns; filters go along. */
export function ViewSwitch({ url }: { url: TableUrl }) {
  const current = textParam(url, 'view')
  return (
    <nav aria-label="View" className="flex rounded-md border border-border-strong bg-subtle p-px">
      {views.map(({ value, label, icon }) => (
        <a
          key={value}
          href={filterHref(url, { view: value, open: null })}
          aria-current={value === current ? 'true' : undefined}
          className="flex h-7 items-center gap-1.5 rounded-[5px] px-2.5 text-muted text-sm hover:text-foreground [&_svg]:size-3.5 [[aria-current]]:bg-raised [[aria-current]]:font-medium [[aria-current]]:text-foreground [[aria-current]]:shadow-card"
        >
          <Icon name={icon} />
          {label}
        </a>
      ))}
    </nav>
  )
}
