import { cn } from './cn'

export function Separator({ className }: { className?: string }) {
  return <hr data-slot="separator" className={cn('border-t', className)} />
}
