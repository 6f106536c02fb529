import { Logger, run } from 'graphile-worker'
import pg from 'pg'
import { checkLogin } from '../db/check-login'
import { closeConnections } from '../db/client'
import { env } from '../env'
import { log } from '../log'
import { catchMail } from '../mail/catcher'
import { closeTransport } from '../mail/transport'
import { freeAbandonedJobs, workerName } from './abandoned'
import { taskList } from './registry'
import { cronItems } from './schedule'

const levels = { error: 'error', warning: 'warn', info: 'debug', debug: 'trace' } as const

const logger = new Logger(() => (level, message, meta) => log[levels[level]](meta ?? {}, message))

async function start() {
  await checkLogin(env.workerDatabaseUrl, 'WORKER_DATABASE_URL')
  await checkLogin(env.jobsDatabaseUrl, 'JOBS_DATABASE_URL')
  const pool = new pg.Pool({
    connectionString: env.jobsDatabaseUrl,
    application_name: workerName,
    max: 10,
  })
  const lost = (err: Error) => log.warn({ err }, 'lost a connection of the job poller')
  pool.on('error', lost)
  pool.on('connect', (client) => client.on('error', lost))
  const freed = await freeAbandonedJobs(pool)
  if (freed > 0) log.info({ freed }, 'took over jobs of a worker that is gone')
  const stopCatching = await catchMail()
  const runner = await run({
    pgPool: pool,
    schema: 'graphile_worker',
    concurrency: 4,
    pollInterval: 2000,
    noHandleSignals: true,
    parsedCronItems: cronItems,
    taskList,
    logger,
  })
  log.info('worker ready')

  // Running jobs finish, waiting ones stay for the next worker.
  const stop = async () => {
    await runner.stop()
    await pool.end()
    closeTransport()
    await stopCatching()
    await closeConnections()
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => {
      log.info('worker stops')
      stop().then(
        () => process.exit(0),
        (err) => {
          log.error({ err }, 'worker did not stop cleanly')
          process.exit(1)
        },
      )
    })
  }
  await runner.promise
}

start().catch((err: Error) => {
  log.fatal({ err }, err.message)
  process.exit(1)
})
