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
    <header className="page-header">
      {breadcrumb && <Breadcrumb items={breadcrumb} />}
      <div>
        <div className="page-title">
          <div>
            <h1>{title}</h1>
            {badge}
          </div>
          {description && <p>{description}</p>}
        </div>
        {actions && <div className="page-actions">{actions}</div>}
      </div>
    </header>
  )
}
