import pg from 'pg'
import { AppError } from '../errors'
import { log } from '../log'
import { inOneTrip, keepingPlans } from './kept-plans'

const away = (err: unknown) => {
  log.warn({ err }, 'the database does not answer')
  return new AppError('unavailable', 'The database is not available right now. Please try again.')
}

const beginAsVisitor = `begin; select set_config('role', 'anon', true)`

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

  const planning = keepingPlans(pool)

  /** One statement as a visitor, in a transaction of its own; resolves when it is committed. */
  const run = async <T extends pg.QueryResultRow>(text: string, values: unknown[]) => {
    const client = await planning.connect().catch((error) => {
      throw away(error)
    })
    let broken: Error | undefined
    try {
      return await inOneTrip<T>(client, beginAsVisitor, text, values)
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
