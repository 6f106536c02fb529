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
      className={cn('avatar', square && 'square', className)}
    >
      {initials(name)}
    </span>
  )
}
