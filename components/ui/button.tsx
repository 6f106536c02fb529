import { cva, type VariantProps } from 'class-variance-authority'
import type { ComponentProps } from 'react'
import { cn } from './cn'
import { Spinner } from './spinner'

export const buttonVariants = cva('button', {
  variants: {
    variant: {
      primary: 'primary',
      secondary: 'secondary',
      ghost: 'ghost',
      danger: 'danger',
      link: 'link',
    },
    size: { sm: 'sm', md: '', lg: 'lg' },
    icon: { true: 'square', false: '' },
  },
  defaultVariants: { variant: 'secondary', size: 'md', icon: false },
})

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
