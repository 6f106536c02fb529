// The web server: several processes behind one port, so that one long answer does not hold up the others.
import cluster from 'node:cluster'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { root } from './lib/places.mjs'

const { WEB_PROCESSES } = process.env
const count = Math.max(1, Number(WEB_PROCESSES) || Math.min(2, availableParallelism()))

cluster.setupPrimary({ exec: join(root, 'dist/web.mjs') })
const children = Array.from({ length: count }, () => cluster.fork().process)

let stopping = false
function stop() {
  stopping = true
  for (const child of children) child.kill('SIGTERM')
}
process.on('SIGTERM', stop)
process.on('SIGINT', stop)

let alive = count
cluster.on('exit', (_, code, signal) => {
  alive -= 1
  if (!stopping) {
    // Half a web server is noticed late: whoever supervises us starts the whole anew.
    console.error(`A web process ended by itself (${signal ?? code}).`)
    process.exitCode = code || 1
    stop()
  }
  if (alive === 0) process.exit()
})
