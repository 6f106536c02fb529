import type { ReactNode } from 'react'
import { Breadcrumb, type Crumb } from './breadcrumb'

type PageHeaderProps = {
  title: ReactNode
  description?: ReactNode
  /** Beside the title: a status. */
  badge?: ReactNode
  actions?: ReactNode
  breadcrumb?: readonly Crumb[]
}

export function PageHeader({ title, description, badge, actions, breadcrumb }: PageHeaderProps) {
  return (
    <header data-slot="page-header" className="flex flex-col gap-1">
      {breadcrumb && <Breadcrumb items={breadcrumb} />}
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          <div className="flex flex-wrap items-center gap-2.5">
            <h1 className="font-semibold text-xl tracking-tight">{title}</h1>
            {badge}
          </div>
          {description && <p className="max-w-prose text-pretty text-muted">{description}</p>}
        </div>
        {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </div>
    </header>
  )
}
