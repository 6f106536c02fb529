import type pg from 'pg'
import { presenceKey } from './presence'

/** Holders of jobs whose lock of presence nobody holds. */
const gone = `
  with holders as materialized (
    select locked_by from graphile_worker._private_jobs where locked_by is not null
    union
    select locked_by from graphile_worker._private_job_queues where locked_by is not null)
  select locked_by as id from holders where pg_try_advisory_xact_lock(${presenceKey('locked_by')})`

/**
 * Answers a round that frees the jobs of workers that were killed, and says whose; a job would
 * otherwise stay with its holder for hours. A holder counts as gone when it was in the round before
 * too: one that only lost its connection is back by then.
 */
export function abandonedJobs(pool: pg.Pool) {
  let missed: string[] = []
  return async (): Promise<string[]> => {
    const client = await pool.connect()
    try {
      // The locks of presence stay with this transaction, so that no holder comes back within it.
      await client.query('begin')
      const { rows } = await client.query<{ id: string }>(gone)
      const missing = rows.map(({ id }) => id)
      const freed = missing.filter((id) => missed.includes(id))
      if (freed.length > 0)
        await client.query('select from graphile_worker.force_unlock_workers($1)', [freed])
      await client.query('commit')
      missed = missing.filter((id) => !freed.includes(id))
      return freed
    } catch (error) {
      await client.query('rollback').catch(() => {})
      throw error
    } finally {
      client.release()
    }
  }
}
