import type { ComponentProps, ReactNode } from 'react'
import { cn } from './cn'

type CardProps = Omit<ComponentProps<'section'>, 'title'> & {
  title?: ReactNode
  description?: ReactNode
  actions?: ReactNode
  footer?: ReactNode
  /** For tables and lists that bring their own edges. */
  flush?: boolean
}

export function Card(props: CardProps) {
  const { title, description, actions, footer, flush, className, children, ...rest } = props
  return (
    <section
      data-slot="card"
      className={cn('overflow-clip rounded-lg border bg-raised shadow-card', className)}
      {...rest}
    >
      {(title || actions) && (
        <header className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 px-4 pt-3.5 pb-3">
          <div className="min-w-0">
            {title && <h2 className="font-semibold text-base">{title}</h2>}
            {description && <p className="text-muted text-sm">{description}</p>}
          </div>
          {actions && <div className="flex items-center gap-2">{actions}</div>}
        </header>
      )}
      <div className={cn(!flush && 'px-4 pb-4', !flush && !title && !actions && 'pt-4')}>
        {children}
      </div>
      {footer && <footer className="border-t bg-subtle px-4 py-2.5 text-sm">{footer}</footer>}
    </section>
  )
}
