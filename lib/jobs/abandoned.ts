import type pg from 'pg'

/** The name under which a worker's connections show in pg_stat_activity. */
export const workerName = 'tandem-worker'

/**
 * Frees the jobs that workers held when they were killed; a job would otherwise stay with its
 * holder for hours. Only a worker that starts alone can know that every holder is gone.
 */
export async function freeAbandonedJobs(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ freed: number }>(
    `with alone as (
       select not exists (select from pg_stat_activity
         where application_name = $1 and datname = current_database() and pid <> pg_backend_pid()) as yes
     ), freed as (
       update graphile_worker._private_jobs set locked_at = null, locked_by = null
       where locked_by is not null and (select yes from alone) returning job_queue_id
     ), queues as (
       update graphile_worker._private_job_queues set locked_at = null, locked_by = null
       where locked_by is not null and (select yes from alone) returning id
     )
     select count(*)::int as freed from freed`,
    [workerName],
  )
  return rows[0]?.freed ?? 0
}
