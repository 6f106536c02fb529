import { cn } from './cn'

const NAMES: Record<string, string> = {
  // Drawn by the stylesheet: ⌘ or Ctrl, which only the browser knows.
  mod: '',
  shift: '⇧',
  enter: '↵',
  escape: 'Esc',
  arrowleft: '←',
  arrowright: '→',
  arrowup: '↑',
  arrowdown: '↓',
}

/** Keys as the command registry writes them: "mod+k", "g l", "shift+e". */
export function Kbd({ keys, className }: { keys: string; className?: string }) {
  return (
    <span data-slot="kbd" className="inline-flex items-center gap-0.5">
      {keys.split(/[ +]/).map((key) => (
        <kbd
          key={key}
          data-key={key}
          className={cn(
            'inline-flex h-4.5 min-w-4.5 items-center justify-center rounded-sm border border-border-strong px-1 font-sans text-2xs text-muted',
            className,
          )}
        >
          {NAMES[key] ?? key.toUpperCase()}
        </kbd>
      ))}
    </span>
  )
}
