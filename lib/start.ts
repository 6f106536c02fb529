import { noteCallers } from './auth/caller'
import { checkLogin } from './db/check-login'
import { env } from './env'
import { log } from './log'

/** What the web server does before its first request. Without a safe login it does not start. */
export async function start() {
  try {
    await checkLogin(env.appDatabaseUrl, 'APP_DATABASE_URL')
  } catch (error) {
    log.fatal({ err: error }, error instanceof Error ? error.message : 'no login')
    process.exit(1)
  }
  noteCallers()
}
