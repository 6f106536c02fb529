import { spawn } from 'node:child_process'
import { root } from '../bin/lib/places.mjs'
import { appSecrets } from '../bin/lib/secrets.mjs'

/** Starts a part of the application as it runs, on a database; answers how to stop it. */
export function startProcess(args, databaseUrl, settings) {
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: 'ignore',
    env: {
      ...process.env,
      ...appSecrets(databaseUrl),
      NODE_ENV: 'production',
      LOG_LEVEL: 'warn',
      ...settings,
    },
  })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  return async () => {
    child.kill('SIGTERM')
    await ended
  }
}
