import type { ReactNode } from 'react'
import { cn } from '@/components/ui/cn'
import type { Drill } from '@/lib/dashboards/as-table'
import { drillHref } from './frame'

type RowsLinkProps = {
  slug: string
  drill: Drill | undefined
  className?: string
  children: ReactNode
}

/** A number that opens its rows; where it has none, the number alone. */
export function RowsLink({ slug, drill, className, children }: RowsLinkProps) {
  const href = drill && drillHref(slug, drill)
  if (!href) return <span className={className}>{children}</span>
  return (
    <a href={href} className={cn('underline-offset-4 hover:underline', className)}>
      {children}
    </a>
  )
}
