import type { ReactNode } from 'react'
import { PublicShell } from '@/components/shell/public-shell'

type AuthPageProps = {
  title: string
  description?: ReactNode
  /** Whose page it is, when not the product's own. */
  name?: string
  children?: ReactNode
}

/** One question on a calm page. */
export function AuthPage({ title, description, name = 'Tandem', children }: AuthPageProps) {
  return (
    <PublicShell name={name}>
      <div className="flex flex-col gap-1.5">
        <h1 className="font-semibold text-2xl tracking-tight">{title}</h1>
        {description && <p className="text-pretty text-muted">{description}</p>}
      </div>
      {children}
    </PublicShell>
  )
}
