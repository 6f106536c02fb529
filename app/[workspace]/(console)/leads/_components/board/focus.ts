/** Arrow keys move the focus from card to card and from column to column. */

const linkOf = (card: Element | null | undefined) =>
  card?.querySelector<HTMLElement>('[data-card-link]') ?? null

const cardsOf = (column: Element | undefined) => [
  ...(column?.querySelectorAll<HTMLElement>('[data-card]') ?? []),
]

export const focusedCard = () => document.activeElement?.closest<HTMLElement>('[data-card]') ?? null

export const focusCard = (board: HTMLElement | null, id: string) => {
  const link = linkOf(board?.querySelector(`[data-card="${id}"]`))
  link?.focus()
  link?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
}

/** Whether the key meant something here. */
export function moveCardFocus(board: HTMLElement, key: string): boolean {
  const current = focusedCard()
  const column = current?.closest('[data-column]')
  if (!current || !column) return false
  const cards = cardsOf(column)
  const row = cards.indexOf(current)
  const target =
    key === 'ArrowDown'
      ? cards[row + 1]
      : key === 'ArrowUp'
        ? cards[row - 1]
        : key === 'ArrowRight' || key === 'ArrowLeft'
          ? beside(board, column, row, key === 'ArrowRight' ? 1 : -1)
          : undefined
  if (!target) return key.startsWith('Arrow')
  linkOf(target)?.focus()
  target.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  return true
}

/** The card at the same height of the next column that shows one. */
function beside(board: HTMLElement, column: Element, row: number, step: 1 | -1) {
  const columns = [...board.querySelectorAll('[data-column]')]
  for (let at = columns.indexOf(column) + step; columns[at]; at += step) {
    const cards = cardsOf(columns[at]).filter((card) => card.offsetParent !== null)
    if (cards.length > 0) return cards[Math.min(row, cards.length - 1)]
  }
  return undefined
}
