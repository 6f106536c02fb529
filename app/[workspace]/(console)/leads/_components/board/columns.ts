import type { LeadStatus } from '@/lib/leads/labels'
import type { BoardCard, BoardColumn } from '@/lib/leads/schema'

/** Cards of a column that come at once. */
export const columnSize = 25

export const isClosed = (status: LeadStatus) => status === 'closed_won' || status === 'closed_lost'

export const findCard = (columns: readonly BoardColumn[], id: string) =>
  columns.flatMap(({ items }) => items).find((card) => card.id === id)

const worth = (card: BoardCard) => card.projectValue ?? card.estimatedValue

/** The board as it will be once the move is made; the server's answer replaces it. */
export function withMove(
  columns: readonly BoardColumn[],
  { id, to, afterId }: { id: string; to: LeadStatus; afterId: string | null },
  now: Date,
): BoardColumn[] {
  const card = findCard(columns, id)
  if (!card || afterId === id) return [...columns]
  const moved: BoardCard =
    card.status === to
      ? card
      : { ...card, status: to, stageEnteredAt: now, closedAt: isClosed(to) ? now : null }
  return columns.map((column) => {
    let next = column
    if (column.status === card.status) next = without(next, card)
    if (column.status === to) next = including(next, moved, afterId)
    return next
  })
}

function without(column: BoardColumn, card: BoardCard): BoardColumn {
  return {
    ...column,
    items: column.items.filter(({ id }) => id !== card.id),
    ...counted(column, card, -1),
  }
}

function including(column: BoardColumn, card: BoardCard, afterId: string | null): BoardColumn {
  const at = column.items.findIndex(({ id }) => id === afterId) + 1
  return {
    ...column,
    items: [...column.items.slice(0, at), card, ...column.items.slice(at)],
    ...counted(column, card, 1),
  }
}

function counted({ total, values }: BoardColumn, card: BoardCard, sign: 1 | -1) {
  const known = values.some(({ currency }) => currency === card.currency)
  const all = known ? values : [...values, { currency: card.currency, amount: 0 }]
  return {
    total: total.capped ? total : { ...total, count: total.count + sign },
    values: all.map(({ currency, amount }) => ({
      currency,
      amount: currency === card.currency ? amount + sign * worth(card) : amount,
    })),
  }
}

/** The next page of a column joins what is there; a card that moved in meanwhile stays once. */
export const withPage = (
  columns: readonly BoardColumn[],
  status: LeadStatus,
  page: Pick<BoardColumn, 'items' | 'nextCursor'>,
): BoardColumn[] =>
  columns.map((column) => {
    if (column.status !== status) return column
    const known = new Set(column.items.map(({ id }) => id))
    const fresh = page.items.filter(({ id }) => !known.has(id))
    return { ...column, items: [...column.items, ...fresh], nextCursor: page.nextCursor }
  })
