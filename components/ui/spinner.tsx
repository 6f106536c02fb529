import { cn } from './cn'

export function Spinner({ className }: { className?: string }) {
  return <span data-slot="spinner" aria-hidden="true" className={cn('spinner', className)} />
}
