import { type ReactNode, useEffect, useState, useSyncExternalStore } from 'react'
import { chosenKeys, keysChanged } from './shortcuts'

export type Command = {
  id: string
  label: string
  run: () => void
  /** "a", "?", "mod+k", "shift+e", "arrowleft", or one after the other: "g l". */
  keys?: string
  icon?: ReactNode
}

export type CommandGroup = { name: string; commands: readonly Command[] }

// Shortcuts, palette and help all read this one registry.
const registry = new Map<symbol, CommandGroup>()

/** Offers commands while the component is on the screen. */
export function useCommands(name: string, commands: readonly Command[]): void {
  const [scope] = useState(() => Symbol(name))
  // After every render, so that a command always runs with what is now on the screen.
  useEffect(() => {
    registry.set(scope, { name, commands })
  })
  useEffect(
    () => () => {
      registry.delete(scope)
    },
    [scope],
  )
}

const withChosenKeys = (command: Command): Command => {
  const keys = command.keys && chosenKeys()[command.id]
  return keys ? { ...command, keys } : command
}

/** The key of a command for this person, to be shown beside what it does. */
export const useKeys = (id: string, own: string): string =>
  useSyncExternalStore(
    (listener) => {
      window.addEventListener(keysChanged, listener)
      return () => window.removeEventListener(keysChanged, listener)
    },
    () => chosenKeys()[id] ?? own,
    () => own,
  )

/** Groups of one name are shown as one; of two commands with one id, the later stands. */
export function commandGroups(): CommandGroup[] {
  const groups = new Map<string, Map<string, Command>>()
  for (const { name, commands } of registry.values()) {
    const group = groups.get(name) ?? new Map<string, Command>()
    for (const command of commands) group.set(command.id, withChosenKeys(command))
    groups.set(name, group)
  }
  return [...groups]
    .map(([name, commands]) => ({ name, commands: [...commands.values()] }))
    .filter((group) => group.commands.length > 0)
}

/** The screen registers after the shell, so its keys win. */
export function commandFor(keys: string): Command | undefined {
  return commandGroups()
    .flatMap((group) => group.commands)
    .findLast((command) => command.keys === keys)
}

export const beginsSequence = (key: string): boolean =>
  commandGroups().some((group) =>
    group.commands.some((command) => command.keys?.startsWith(`${key} `)),
  )
