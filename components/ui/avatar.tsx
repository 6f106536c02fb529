import { cn } from './cn'

export function initials(name: string): string {
  const words = name.trim().split(/\s+/)
  const picked = words.length > 1 ? [words[0], words.at(-1)] : [words[0]]
  return picked
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toUpperCase()
}

type AvatarProps = { name: string; square?: boolean; className?: string }

/** Decorative: the name always stands beside it. */
export function Avatar({ name, square, className }: AvatarProps) {
  return (
    <span
      data-slot="avatar"
      aria-hidden="true"
      className={cn(
        'inline-flex size-6 shrink-0 select-none items-center justify-center bg-hover font-semibold text-2xs text-muted',
        square ? 'rounded-md' : 'rounded-full',
        className,
      )}
    >
      {initials(name)}
    </span>
  )
}
