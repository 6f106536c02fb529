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
        <kbd key={key} data-key={key} className={cn('kbd', className)}>
          {NAMES[key] ?? key.toUpperCase()}
        </kbd>
      ))}
    </span>
  )
}
