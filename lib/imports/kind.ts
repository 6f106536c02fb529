import type { RawBuilder } from 'kysely'
import type { CommandContext } from '../api/context'
import type { Permission } from '../auth/permissions'
import type { Db } from '../db/with-actor'
import type { KindName } from './kinds'
import type { Column, Mapping } from './schema'

export type StagedCells = { cells: readonly string[]; edits: Readonly<Record<string, string>> }

export type ReadContext = {
  mapping: Mapping
  /** How many columns the header names. */
  width: number
  zone: string
  now: Date
}

/** What a row means, or what is wrong with which of its cells. */
export type Reading = {
  /** As the database takes it. Its `key`, if any, names the thing itself: no two rows may have the same. */
  parsed: object | null
  errors: Record<string, string>
  externalId: string | null
}

export type Reader = (row: StagedCells, context: ReadContext) => Reading

/** A confirmed import, held by the transaction that writes its rows. */
export type Confirmed = { id: string; source: string; confirmedAt: Date; mapping: Mapping }

/** One thing that files can hold: everything that differs from the others. */
export type ImportKind = {
  name: KindName
  permission: Permission
  /** Field → label, in the order in which they are offered. */
  labels: Readonly<Record<string, string>>
  /** A mapping to start from; the person sees and changes all of it. */
  guess(columns: readonly Column[], currency: string): Mapping
  /** What a mapping still lacks, by field; empty when the check can begin. */
  obstacles(mapping: Mapping, columns: readonly Column[]): Record<string, string>
  /** Reads what rows are checked against, once, and answers how a row is read. */
  reader(db: Db): Promise<Reader>
  /** Whether the row `r` of the import `i` names something that is here already. */
  known: RawBuilder<boolean>
  /** Said of a row whose thing is here already. */
  exists: string
  /** Whether rows have a key that only one of them may have. */
  keyed: boolean
  /** Settles, before the first row is written, what depends on all of them. */
  prepare?(db: Db, importId: string, confirmedAt: Date): Promise<void>
  /** Writes some good rows, with all that belongs to them or not at all; answers how many partners were made. */
  write(ctx: CommandContext, running: Confirmed, rowNos: readonly number[]): Promise<number>
}
