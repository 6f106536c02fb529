import { cva, type VariantProps } from 'class-variance-authority'
import type { ComponentProps } from 'react'
import { cn } from './cn'

/** 16 px text on phones keeps iOS from zooming into a focused control. */
export const controlVariants = cva(
  'w-full min-w-0 rounded-md border border-border-strong bg-raised text-foreground shadow-card transition-colors hover:border-control focus-visible:border-ring focus-visible:outline-offset-0 disabled:cursor-not-allowed disabled:bg-subtle disabled:text-muted aria-invalid:border-danger-mark max-sm:text-lg',
  {
    variants: {
      controlSize: { sm: 'h-7 px-2 text-xs', md: 'h-8 px-2.5 text-sm', lg: 'h-10 px-3 text-base' },
    },
    defaultVariants: { controlSize: 'md' },
  },
)

export type ControlVariants = VariantProps<typeof controlVariants>
export type InputProps = ComponentProps<'input'> & ControlVariants

export function Input({ controlSize, className, ...props }: InputProps) {
  return (
    <input
      data-slot="input"
      className={cn(controlVariants({ controlSize }), className)}
      {...props}
    />
  )
}
