import { useId } from 'react'
import { Button, type ButtonProps } from './button'
import { Tooltip } from './tooltip'

type DisabledActionProps = ButtonProps & {
  /** Why it cannot be done; without one the action is available. */
  reason?: string | null
}

/** A button that, when disabled, stays in reach of the keyboard and says why. */
export function DisabledAction({ reason, onClick, type, ...props }: DisabledActionProps) {
  const id = useId()
  if (!reason) return <Button type={type} onClick={onClick} {...props} />
  return (
    <Tooltip label={reason}>
      <Button aria-disabled="true" aria-describedby={id} {...props} />
      <span id={id} className="sr-only">
        {reason}
      </span>
    </Tooltip>
  )
}
