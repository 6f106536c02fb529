import { cva, type VariantProps } from 'class-variance-authority'
import type { ComponentProps } from 'react'
import { cn } from './cn'
import { Spinner } from './spinner'

export const buttonVariants = cva(
  'relative inline-flex shrink-0 select-none items-center justify-center gap-1.5 whitespace-nowrap rounded-md font-medium transition-colors disabled:cursor-not-allowed disabled:opacity-55 aria-disabled:cursor-not-allowed aria-disabled:opacity-55 [&_svg]:size-4 [&_svg]:shrink-0',
  {
    variants: {
      variant: {
        primary:
          'bg-accent text-accent-foreground shadow-card enabled:hover:bg-accent-hover [a&]:hover:bg-accent-hover',
        secondary:
          'border border-border-strong bg-raised text-foreground shadow-card hover:bg-hover aria-expanded:bg-hover',
        ghost: 'text-muted hover:bg-hover hover:text-foreground aria-expanded:bg-hover',
        danger: 'bg-danger-solid text-accent-foreground shadow-card hover:brightness-95',
        link: 'text-accent-text underline-offset-4 hover:underline',
      },
      size: {
        sm: 'h-7 px-2.5 text-xs',
        md: 'h-8 px-3 text-sm',
        lg: 'h-10 px-4 text-base',
      },
      icon: { true: 'px-0', false: '' },
    },
    compoundVariants: [
      { icon: true, size: 'sm', class: 'w-7' },
      { icon: true, size: 'md', class: 'w-8' },
      { icon: true, size: 'lg', class: 'w-10' },
      { variant: 'link', class: 'h-auto min-h-6 px-0' },
    ],
    defaultVariants: { variant: 'secondary', size: 'md', icon: false },
  },
)

export type ButtonVariants = VariantProps<typeof buttonVariants>

export type ButtonProps = ComponentProps<'button'> & ButtonVariants & { pending?: boolean }

/** While pending it keeps its width and its focus, and swallows further clicks. */
export function Button({
  variant,
  size,
  icon,
  pending = false,
  className,
  children,
  type = 'button',
  onClick,
  ...props
}: ButtonProps) {
  return (
    <button
      data-slot="button"
      type={type}
      aria-busy={pending || undefined}
      className={cn(buttonVariants({ variant, size, icon }), className)}
      onClick={pending ? (event) => event.preventDefault() : onClick}
      {...props}
    >
      {pending ? (
        <>
          <span className="inline-flex items-center gap-1.5 opacity-0">{children}</span>
          <Spinner className="absolute" />
        </>
      ) : (
        children
      )}
    </button>
  )
}
