import { cva } from 'class-variance-authority'
import type { ComponentProps, ReactNode } from 'react'
import { cn } from './cn'

/** Native inputs, drawn by us: they work before any script arrives, fifty to a table. */
const box = cva(
  'relative shrink-0 appearance-none border border-control transition-colors before:absolute checked:border-accent checked:bg-accent hover:border-accent disabled:cursor-not-allowed disabled:opacity-50 aria-invalid:border-danger-mark',
  {
    variants: {
      kind: {
        checkbox:
          "size-4 rounded-sm bg-raised indeterminate:border-accent indeterminate:bg-accent before:inset-0 before:bg-accent-foreground before:opacity-0 before:content-[''] before:[mask:var(--tick)] checked:before:opacity-100 indeterminate:before:opacity-100 indeterminate:before:[mask:linear-gradient(black,black)_center/8px_2px_no-repeat]",
        radio:
          "size-4 rounded-full bg-raised before:inset-1 before:rounded-full before:bg-accent-foreground before:opacity-0 before:content-[''] checked:before:opacity-100",
        switch:
          "h-5 w-8.5 rounded-full bg-control before:top-0.5 before:left-0.5 before:size-3.5 before:rounded-full before:bg-white before:transition-transform before:content-[''] checked:before:translate-x-3.5",
      },
    },
  },
)

type ChoiceProps = Omit<ComponentProps<'input'>, 'type'> & {
  /** Without a label, give an aria-label. */
  label?: ReactNode
  hint?: ReactNode
}

function choice(kind: 'checkbox' | 'radio' | 'switch') {
  return function Choice({ label, hint, className, ...props }: ChoiceProps) {
    const control = (
      <input
        data-slot={kind}
        type={kind === 'radio' ? 'radio' : 'checkbox'}
        role={kind === 'switch' ? 'switch' : undefined}
        className={cn(box({ kind }), className)}
        {...props}
      />
    )
    if (label === undefined) return control
    return (
      // biome-ignore lint/a11y/noLabelWithoutControl: the control is inside
      <label className="flex min-h-6 items-start gap-2.5 has-disabled:cursor-not-allowed">
        <span className="flex h-6 items-center">{control}</span>
        <span className="pt-0.5 text-sm">
          {label}
          {hint && <span className="block text-muted text-xs">{hint}</span>}
        </span>
      </label>
    )
  }
}

export const Checkbox = choice('checkbox')
export const Radio = choice('radio')
export const Switch = choice('switch')
