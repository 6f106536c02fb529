import { type RefObject, useCallback, useRef, useState } from 'react'
import { useCommands } from '@/components/shell/commands'
import MenuPopup from '@/components/ui/menu-popup'
import { type LeadStatus, leadName } from '@/lib/leads/labels'
import type { BoardCard, BoardColumn } from '@/lib/leads/schema'
import { stageEntries } from '../stage-entries'
import { findCard } from './columns'
import { focusedCard } from './focus'

type OpenMenu = { card: BoardCard; anchor: RefObject<HTMLElement | null>; open: boolean }

/** One menu for all cards: at a card's button, or by M at the card in focus. */
export function useMoveMenu(columns: readonly BoardColumn[], canMove: boolean) {
  const anchor = useRef<HTMLElement>(null)
  const [menu, setMenu] = useState<OpenMenu | null>(null)
  const openMenu = useCallback((card: BoardCard, element: HTMLElement | null) => {
    anchor.current = element
    setMenu({ card, anchor, open: true })
  }, [])
  const setOpen = useCallback((open: boolean) => setMenu((now) => now && { ...now, open }), [])
  const openFocused = () => {
    const element = focusedCard()
    const card = findCard(columns, element?.dataset.card ?? '')
    if (card) openMenu(card, element?.querySelector<HTMLElement>('[data-card-link]') ?? null)
  }
  useCommands(
    'Board',
    canMove ? [{ id: 'move-card', label: 'Move the card', keys: 'm', run: openFocused }] : [],
  )
  return { menu, openMenu, setOpen }
}

type MoveMenuProps = {
  menu: OpenMenu
  onOpenChange: (open: boolean) => void
  onChoose: (to: LeadStatus) => void
}

/** Every stage; one that the card may not enter says why. */
export function MoveMenu({ menu: { card, anchor, open }, onOpenChange, onChoose }: MoveMenuProps) {
  return (
    <MenuPopup
      anchor={anchor}
      open={open}
      onOpenChange={onOpenChange}
      items={[
        { kind: 'heading', label: `Move ${leadName(card)} to` },
        ...stageEntries(card, new Date(), onChoose),
      ]}
      align="start"
      side="bottom"
    />
  )
}
