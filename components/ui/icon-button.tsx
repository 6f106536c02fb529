import type { ReactNode } from 'react'
import { Button, type ButtonProps } from './button'
import { Tooltip } from './tooltip'

type IconButtonProps = Omit<ButtonProps, 'icon' | 'children' | 'aria-label'> & {
  label: string
  shortcut?: string
  children: ReactNode
}

/** An icon alone is a guess: its name is read aloud and shown on hover and focus. */
export function IconButton({ label, shortcut, variant = 'ghost', ...props }: IconButtonProps) {
  return (
    <Tooltip label={label} shortcut={shortcut}>
      <Button icon variant={variant} aria-label={label} {...props} />
    </Tooltip>
  )
}
