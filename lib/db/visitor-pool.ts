import pg from 'pg'
import { env } from '../env'
import { AppError } from '../errors'
import { log } from '../log'

const away = (err: unknown) => {
  log.warn({ err }, 'the database does not answer')
  return new AppError('unavailable', 'The database is not available right now. Please try again.')
}

/**
 * A few connections of their own for a door that answers thousands of visitors a second: pages that
 * wait for the database do not hold it up, and it does not hold them up.
 */
export function visitorPool(connectionString: string | undefined, max: number) {
  const pool = new pg.Pool({
    connectionString,
    max,
    pipeline: true,
    connectionTimeoutMillis: 5000,
    statement_timeout: 30_000,
    idle_in_transaction_session_timeout: 30_000,
    application_name: 'tandem events',
  })
  // Without a listener the loss of an idle connection would end the process.
  pool.on('error', () => {})

  /**
   * One statement as a visitor, in a transaction of its own that is sent at once; resolves when it is committed. The
   * database reads each text once a connection, under its name.
   */
  const run = async <T extends pg.QueryResultRow>(
    name: string,
    text: string,
    values: unknown[],
  ) => {
    const client = await pool.connect().catch((error) => {
      throw away(error)
    })
    let broken: Error | undefined
    try {
      const [, , result] = await Promise.allSettled([
        client.query('begin'),
        client.query(`select set_config('role', 'anon', true)`),
        client.query<T>({ ...(env.keepsPlans ? { name } : {}), text, values }),
        client.query('commit'),
      ]).then((all) => {
        const failed = all.find((one) => one.status === 'rejected')
        if (failed) throw failed.reason
        return all.map((one) => (one as PromiseFulfilledResult<pg.QueryResult<T>>).value)
      })
      return (result as pg.QueryResult<T>).rows
    } catch (error) {
      // A refused statement leaves the connection as it was; anything else is better made anew.
      if (error instanceof pg.DatabaseError) throw error
      broken = error as Error
      throw away(broken)
    } finally {
      client.release(broken)
    }
  }
  return { run, end: () => pool.end() }
}

export type VisitorPool = ReturnType<typeof visitorPool>
