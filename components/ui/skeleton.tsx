import { cn } from './cn'

/** Give it the size of what it stands for, so that nothing moves when the data arrives. */
export function Skeleton({ className }: { className?: string }) {
  return <span data-slot="skeleton" aria-hidden="true" className={cn('skeleton', className)} />
}
