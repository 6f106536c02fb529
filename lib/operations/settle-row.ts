import type { CommandContext } from '../api/context'

/** Writes down what undoing made of one row: restored, or why it was left alone. */
export const settleRow = (
  { tx }: CommandContext,
  operationId: string,
  rowId: string,
  skipped: string | null,
) =>
  tx.operationRow.updateMany({
    where: { operationId, rowId },
    data: { restored: skipped === null, skipped },
  })
