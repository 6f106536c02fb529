import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import next from 'next'
import { env } from '../env'
import { log } from '../log'
import { eventDoor } from './event-door'
import { snippetDoor } from './snippet-door'

/** One web process: Next, and in front of it what is asked for too often for Next. */

const bundles = dirname(fileURLToPath(import.meta.url))

async function start() {
  const { port } = env
  const events = eventDoor(env.appDatabaseUrl)
  const snippet = snippetDoor(readFileSync(join(bundles, 't.js')))
  const server = createServer((request, response) => {
    if (events.handle(request, response) || snippet(request, response)) return
    void handle(request, response)
  })
  const app = next({ dev: false, dir: join(bundles, '..'), port, httpServer: server })
  await app.prepare()
  const handle = app.getRequestHandler()
  server.listen(port, () => log.info({ port }, 'web ready'))

  const stop = async () => {
    server.close()
    server.closeIdleConnections()
    // What has arrived is written and answered; open streams end.
    await events.close()
    setTimeout(() => process.exit(0), 200)
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop())
}

start().catch((err: Error) => {
  log.fatal({ err }, err.message)
  process.exit(1)
})
