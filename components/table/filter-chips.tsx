import { filterHref, type TableUrl, textParam } from './table-url'

type FilterChipsProps = {
  url: TableUrl
  param: string
  label: string
  options: readonly { value: string; label: string; count?: number }[]
}

/** One of a few views of a list, each with its number; the first, all of them, has the value "". */
export function FilterChips({ url, param, label, options }: FilterChipsProps) {
  const current = textParam(url, param)
  return (
    <nav
      data-slot="filter-chips"
      aria-label={label}
      className="-mx-1 max-w-full overflow-x-auto p-1"
    >
      <ul className="flex gap-1">
        {options.map((option) => (
          <li key={option.value}>
            <a
              href={filterHref(url, { [param]: option.value })}
              aria-current={option.value === current ? 'true' : undefined}
              className="flex h-7 items-center gap-1.5 whitespace-nowrap rounded-md px-2.5 text-muted text-sm hover:bg-hover hover:text-foreground [[aria-current]]:bg-hover [[aria-current]]:font-medium [[aria-current]]:text-foreground"
            >
              {option.label}
              {option.count !== undefined && (
                <span className="font-normal text-muted text-xs tabular-nums">
                  {option.count.toLocaleString('en-US')}
                </span>
              )}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
