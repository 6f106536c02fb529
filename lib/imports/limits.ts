const MEGABYTE = 1024 * 1024

/** What one file may hold. */
export const limits = {
  bytes: 50 * MEGABYTE,
  rows: 200_000,
  columns: 100,
  /** Characters in one row; more means that a quote was never closed. */
  rowLength: 200_000,
} as const

export const limitWords = `At most ${limits.bytes / MEGABYTE} MB, ${limits.rows.toLocaleString('en-US')} rows and ${limits.columns} columns.`
