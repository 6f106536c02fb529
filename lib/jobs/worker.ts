import { Logger, run } from 'graphile-worker'
import pg from 'pg'
import { startAutomation } from '../automation/worker'
import { checkLogin } from '../db/check-login'
import { closeConnections } from '../db/client'
import { env } from '../env'
import { log } from '../log'
import { catchMail } from '../mail/catcher'
import { closeTransport } from '../mail/transport'
import { followEvents } from '../rollups/worker'
import { watchRouting } from '../routing/watch'
import { abandonedJobs } from './abandoned'
import { presence } from './presence'
import { taskList } from './registry'
import { cronItems } from './schedule'

const levels = { error: 'error', warning: 'warn', info: 'debug', debug: 'trace' } as const

const logger = new Logger(() => (level, message, meta) => log[levels[level]](meta ?? {}, message))

/** How long a killed worker's jobs wait at the most, in part: it takes two rounds to be sure. */
const roundMs = 5000

function takeRounds(freeJobs: () => Promise<string[]>) {
  const round = () =>
    freeJobs().then(
      (workers) => workers.length > 0 && log.info({ workers }, 'freed the jobs of killed workers'),
      (err) => log.warn({ err }, 'could not look for jobs of killed workers'),
    )
  let running = round()
  const timer = setInterval(() => {
    running = running.then(round)
  }, roundMs)
  return async () => {
    clearInterval(timer)
    await running
  }
}

async function start() {
  await checkLogin(env.workerDatabaseUrl, 'WORKER_DATABASE_URL')
  await checkLogin(env.jobsDatabaseUrl, 'JOBS_DATABASE_URL')
  const pool = new pg.Pool({
    connectionString: env.jobsDatabaseUrl,
    application_name: 'tandem-worker',
    max: 10,
  })
  const lost = (err: Error) => log.warn({ err }, 'lost a connection of the job poller')
  pool.on('error', lost)
  pool.on('connect', (client) => client.on('error', lost))
  const stopCatching = await catchMail()
  const { plugin, end } = presence(env.jobsDatabaseUrl)
  const runner = await run({
    pgPool: pool,
    schema: 'graphile_worker',
    concurrency: 4,
    pollInterval: 2000,
    noHandleSignals: true,
    parsedCronItems: cronItems,
    taskList,
    logger,
    preset: { plugins: [plugin] },
  })
  const stopRounds = takeRounds(abandonedJobs(pool))
  const automation = startAutomation()
  const stopRouting = watchRouting()
  const stopFollowing = followEvents()
  log.info('worker ready')

  // Running jobs finish, waiting ones stay for the next worker.
  const stop = async () => {
    await Promise.all([runner.stop(), automation.stop()])
    await stopRouting()
    await stopFollowing()
    await stopRounds()
    await end()
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
