import { useEffect, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Kbd } from '@/components/ui/kbd'
import { type Command, commandGroups } from './commands'
import { chooseKeys, chosenKeys, conflictOf, keysToChoose } from './shortcuts'

type Listening = { said: string } | null

/** A command and its key, which the person may change. */
export function ShortcutRow({ command, onChange }: { command: Command; onChange: () => void }) {
  const { id, label, keys } = command
  const [listening, setListening] = useState<Listening>(null)
  const changed = chosenKeys()[id] !== undefined

  useEffect(() => {
    if (!listening) return
    const hear = (event: KeyboardEvent) => {
      event.stopPropagation()
      if (event.key === 'Tab') return setListening(null)
      event.preventDefault()
      if (event.key === 'Escape') return setListening(null)
      const pressed = keysToChoose(event)
      if (!pressed) return
      const all = commandGroups().flatMap((group) => group.commands)
      const taken = conflictOf(all, id, pressed)
      if (taken) return setListening({ said: `Taken by “${taken.label}”. Press another.` })
      chooseKeys(id, pressed)
      setListening(null)
      onChange()
    }
    window.addEventListener('keydown', hear, true)
    return () => window.removeEventListener('keydown', hear, true)
  }, [listening, id, onChange])

  return (
    <li className="flex min-h-8 items-center justify-between gap-3 text-sm">
      <span className="min-w-0 flex-1">{label}</span>
      {listening ? (
        <span role="status" className="text-right text-muted text-xs">
          {listening.said}
        </span>
      ) : (
        keys && <Kbd keys={keys} />
      )}
      {changed && !listening && (
        <Button
          size="sm"
          variant="ghost"
          aria-label={`Reset the key of ${label}`}
          onClick={() => {
            chooseKeys(id, null)
            onChange()
          }}
        >
          Reset
        </Button>
      )}
      <Button
        size="sm"
        variant="ghost"
        aria-label={`Change the key of ${label}`}
        onClick={() => setListening(listening ? null : { said: 'Press a key…' })}
      >
        {listening ? 'Cancel' : 'Change'}
      </Button>
    </li>
  )
}
