import type { Window } from '@/lib/assistants/rules'

/** A day from midnight to midnight, with the hours of work marked. The words beside it say the same. */
export function DayBar({ windows }: { windows: readonly Pick<Window, 'from' | 'to'>[] }) {
  return (
    <span
      aria-hidden="true"
      className="relative block h-2 min-w-16 overflow-hidden rounded-full bg-subtle bg-[linear-gradient(to_right,var(--color-border)_1px,transparent_1px)] bg-[length:25%_100%]"
    >
      {windows.map(({ from, to }) => (
        <span
          key={from}
          className="absolute inset-y-0 rounded-full bg-accent"
          style={{ left: `${(from / 1440) * 100}%`, width: `${((to - from) / 1440) * 100}%` }}
        />
      ))}
    </span>
  )
}
