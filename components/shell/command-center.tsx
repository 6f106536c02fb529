import dynamic from 'next/dynamic'
import { useEffect, useState } from 'react'
import { Icon } from '@/components/ui/icon'
import { useLatch } from '@/components/ui/use-latch'
import { useCommands } from './commands'
import type { NavItem } from './nav'
import { navigate } from './navigation'
import { onPaletteRequested } from './open-palette'
import { useShortcuts } from './use-shortcuts'

const CommandPalette = dynamic(() => import('./command-palette'), { ssr: false })
const ShortcutHelp = dynamic(() => import('./shortcut-help'), { ssr: false })

/** Listens for keys, and keeps palette and help until they are asked for. */
export function CommandCenter({ nav }: { nav: readonly NavItem[] }) {
  const [open, setOpen] = useState<'palette' | 'help' | null>(null)
  const palette = useLatch(open === 'palette')
  const help = useLatch(open === 'help')

  useShortcuts()
  useEffect(() => {
    if (/Mac|iP(hone|ad)/.test(navigator.platform))
      document.documentElement.dataset.platform = 'mac'
  }, [])
  useEffect(() => onPaletteRequested(() => setOpen('palette')), [])
  useCommands(
    'Go to',
    nav.map(({ href, label, keys, icon }) => ({
      id: href,
      label,
      keys,
      icon: <Icon name={icon} />,
      run: () => navigate(href),
    })),
  )
  useCommands('Everywhere', [
    {
      id: 'palette',
      label: 'Find a command',
      keys: 'mod+k',
      run: () => setOpen('palette'),
    },
    { id: 'help', label: 'Keyboard shortcuts', keys: '?', run: () => setOpen('help') },
  ])

  return (
    <>
      {palette && (
        <CommandPalette
          open={open === 'palette'}
          onOpenChange={(next) => setOpen(next ? 'palette' : null)}
        />
      )}
      {help && (
        <ShortcutHelp
          open={open === 'help'}
          onOpenChange={(next) => setOpen(next ? 'help' : null)}
        />
      )}
    </>
  )
}
