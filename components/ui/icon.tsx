import type { ComponentProps } from 'react'
import { cn } from './cn'
import type { IconName } from './icon-names'
import sprite from './icons.svg'

type IconProps = Omit<ComponentProps<'svg'>, 'children'> & { name: IconName }

/** One file holds all icons and is loaded once; a page repeats only their names. Decorative. */
export const Icon = ({ name, className, ...props }: IconProps) => (
  <svg className={cn('icon', className)} aria-hidden="true" {...props}>
    <use href={`${sprite.src}#${name}`} />
  </svg>
)
