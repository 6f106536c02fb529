import { sql } from 'kysely'
import type { CommandContext } from '../api/context'

/** For tables that grow from nothing within one job: plans made while they were empty are made anew. */
export const analyzeYoungTables = ({ db }: CommandContext) =>
  sql`select 1 from analyze_young_tables()`.execute(db)
