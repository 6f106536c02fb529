'use client'

import { Search } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { Kbd } from '@/components/ui/kbd'
import { openPalette } from './open-palette'

export function PaletteButton({ compact }: { compact?: boolean }) {
  if (compact) {
    return (
      <Button variant="ghost" icon aria-label="Find a command" onClick={openPalette}>
        <Search />
      </Button>
    )
  }
  return (
    <Button
      aria-label="Find a command"
      className="w-full justify-start gap-2.5 px-2 font-normal text-muted"
      onClick={openPalette}
    >
      <Search />
      <span className="flex-1 text-left group-data-collapsed/shell:hidden">Find…</span>
      <span className="group-data-collapsed/shell:hidden">
        <Kbd keys="mod+k" />
      </span>
    </Button>
  )
}
