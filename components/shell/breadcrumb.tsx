export type Crumb = { label: string; href?: string }

export function Breadcrumb({ items }: { items: readonly Crumb[] }) {
  return (
    <nav data-slot="breadcrumb" aria-label="Breadcrumb" className="text-muted text-sm">
      <ol className="flex min-w-0 items-center gap-1.5">
        {items.map(({ label, href }, index) => (
          <li
            key={label}
            className={`flex min-w-0 items-center gap-1.5 ${index === 0 ? 'shrink-0' : ''}`}
          >
            {index > 0 && <span aria-hidden="true">/</span>}
            {href ? (
              <a href={href} className="block truncate rounded-sm leading-6 hover:text-foreground">
                {label}
              </a>
            ) : (
              <span aria-current="page" className="truncate">
                {label}
              </span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  )
}
