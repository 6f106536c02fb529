import type { ComponentProps } from 'react'
import { type ButtonVariants, buttonVariants } from './button'
import { cn } from './cn'

type ButtonLinkProps = ComponentProps<'a'> & ButtonVariants

/** Goes somewhere; a Button does something. */
export function ButtonLink({ variant, size, icon, className, ...props }: ButtonLinkProps) {
  return <a className={cn(buttonVariants({ variant, size, icon }), className)} {...props} />
}
