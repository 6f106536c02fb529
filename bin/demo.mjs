// npm run demo: installs, starts PostgreSQL, migrates, seeds, builds and starts Tandem. PORT, DATA_DIR, DATABASE_URL.

import { command } from './lib/command.mjs'
import { isFree } from './lib/free-port.mjs'
import { checkNode, installed } from './lib/install.mjs'
import { prepareDataDir } from './lib/places.mjs'
import { installPackages } from './lib/prepare.mjs'
import { bold, dim, say } from './lib/say.mjs'
import { Stop } from './lib/stop.mjs'

function portOf(value = '3000') {
  const port = Number(value)
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port
  throw new Stop(`PORT must be a number from 1 to 65535, not "${value}".`)
}

function welcome({ url, users, workspace }) {
  const width = Math.max(...users.map((u) => u.role.length))
  say(
    `\nTandem runs at ${bold(url)} ${dim(`(workspace ${workspace.slug}, mails at ${url}/dev/mail)`)}\n`,
  )
  const seen = new Set()
  for (const { role, email, password } of users) {
    if (seen.has(role)) continue
    seen.add(role)
    say(`  ${role.padEnd(width)}  ${email}  ${dim(password)}`)
  }
  say(dim('\nCtrl-C stops everything.'))
}

await command('demo', async ({ onStop, untilStopped }) => {
  checkNode()
  const port = portOf(process.env.PORT || undefined)
  if (!(await isFree(port)))
    throw new Stop(`Port ${port} is in use. Choose another: PORT=${port + 1} npm run demo`)
  prepareDataDir(installed() ? 300 : 2000)
  await installPackages()
  const { startTandem } = await import('./lib/start.mjs')
  const { demo, ended } = await startTandem({ port, onStop })
  welcome(demo)
  const reason = await untilStopped(ended)
  if (reason) throw reason
})
