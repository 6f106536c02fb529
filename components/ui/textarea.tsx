import type { ComponentProps } from 'react'
import { cn } from './cn'
import { controlVariants } from './input'

/** Grows with what is written. */
export function Textarea({ className, ...props }: ComponentProps<'textarea'>) {
  return (
    <textarea
      data-slot="textarea"
      className={cn(controlVariants(), 'field-sizing-content h-auto min-h-20 py-1.5', className)}
      {...props}
    />
  )
}
