import { cva } from 'class-variance-authority'
import type { ReactNode } from 'react'
import type { Tone } from './badge'
import { Icon } from './icon'

const calloutVariants = cva('flex gap-2.5 rounded-lg border px-3.5 py-3 text-sm', {
  variants: {
    tone: {
      neutral: 'bg-subtle text-foreground [&>svg]:text-muted',
      info: 'border-info-mark/30 bg-info-tint text-info',
      success: 'border-success-mark/30 bg-success-tint text-success',
      warning: 'border-warning-mark/30 bg-warning-tint text-warning',
      danger: 'border-danger-mark/30 bg-danger-tint text-danger',
    },
  },
})

const ICONS = {
  neutral: 'info',
  info: 'info',
  success: 'circle-check',
  warning: 'triangle-alert',
  danger: 'circle-alert',
} as const

type CalloutProps = {
  tone?: Tone
  title?: ReactNode
  children?: ReactNode
  actions?: ReactNode
  /** For what appears after an action: it is then read aloud. */
  live?: boolean
}

export function Callout({ tone = 'neutral', title, children, actions, live }: CalloutProps) {
  const role = live ? (tone === 'danger' ? 'alert' : 'status') : undefined
  return (
    <div data-slot="callout" role={role} className={calloutVariants({ tone })}>
      <Icon name={ICONS[tone]} className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-0 flex-1">
        {title && <p className="font-medium">{title}</p>}
        {children && <div className="text-pretty">{children}</div>}
      </div>
      {actions && <div className="flex shrink-0 items-center gap-2">{actions}</div>}
    </div>
  )
}
