import { useKeys } from '@/components/shell/commands'
import { Button, type ButtonProps } from '@/components/ui/button'
import { Kbd } from '@/components/ui/kbd'

type KeyButtonProps = ButtonProps & {
  /** Of the command that it runs too. */
  command: string
  keys: string
}

/** A button that names its key. */
export function KeyButton({ command, keys, children, ...props }: KeyButtonProps) {
  const shown = useKeys(command, keys)
  return (
    <Button {...props}>
      {children}
      <span aria-hidden="true" className="opacity-80 max-sm:hidden [&_kbd]:text-current">
        <Kbd keys={shown} />
      </span>
    </Button>
  )
}
