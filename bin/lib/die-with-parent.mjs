// Loaded into web and worker before their own code: they end when the program that started them is gone.
import cluster from 'node:cluster'

// A web process of bin/web.mjs ends with it anyway, and needs its channel to stay awake.
if (cluster.isPrimary) {
  process.channel?.unref()
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
}
