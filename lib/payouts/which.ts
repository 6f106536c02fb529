import { sql } from 'kysely'

/** What became of one payout of many. */
export type RowResult = { id: string; ok: boolean; message?: string }

export type Which = { runId: string } | { ids: string[] }

/** The payouts `y` that are meant. */
export const meant = (which: Which) =>
  'runId' in which
    ? sql<boolean>`y.run_id = ${which.runId}::uuid`
    : sql<boolean>`y.id = any (${which.ids}::uuid[])`
