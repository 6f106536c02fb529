import Link from 'next/link'
import type { ComponentProps } from 'react'
import { type ButtonVariants, buttonVariants } from './button'
import { cn } from './cn'

type ButtonLinkProps = ComponentProps<typeof Link> & ButtonVariants

/** Goes somewhere; a Button does something. */
export function ButtonLink({ variant, size, icon, className, ...props }: ButtonLinkProps) {
  return (
    <Link
      data-slot="button"
      prefetch={false}
      className={cn(buttonVariants({ variant, size, icon }), className)}
      {...props}
    />
  )
}
