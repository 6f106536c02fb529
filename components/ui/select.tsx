import type { ComponentProps } from 'react'
import { cn } from './cn'
import { Icon } from './icon'
import { type ControlVariants, controlVariants } from './input'

/** What cannot be chosen says why in its label. */
export type SelectOption = { value: string; label: string; disabled?: boolean }

type SelectProps = ComponentProps<'select'> &
  ControlVariants & { options?: readonly SelectOption[] }

/** The platform's own select: best on phones, and it costs no script. */
export function Select({ controlSize, className, options, children, ...props }: SelectProps) {
  return (
    <span data-slot="select" className="relative block">
      <select
        className={cn(controlVariants({ controlSize }), 'appearance-none truncate pr-8', className)}
        {...props}
      >
        {children}
        {options?.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
      <Icon
        name="chevron-down"
        className="pointer-events-none absolute top-1/2 right-2.5 size-4 -translate-y-1/2 text-muted"
      />
    </span>
  )
}
