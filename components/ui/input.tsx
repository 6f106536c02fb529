import { cva, type VariantProps } from 'class-variance-authority'
import type { ComponentProps } from 'react'
import { cn } from './cn'

export const controlVariants = cva('control', {
  variants: { controlSize: { sm: 'sm', md: '', lg: 'lg' } },
  defaultVariants: { controlSize: 'md' },
})

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
