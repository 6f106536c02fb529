// npm test: every check, each as a timed step, to the end whatever fails. `node bin/test.mjs types unit` runs only
// those; what follows `--` goes to vitest or Playwright: node bin/test.mjs unit -- lib/leads
import { command } from './lib/command.mjs'
import { checkNode, installed } from './lib/install.mjs'
import { prepareDataDir, root } from './lib/places.mjs'
import { installPackages } from './lib/prepare.mjs'
import { dim, say, step } from './lib/say.mjs'
import { Stop } from './lib/stop.mjs'

const args = process.argv.slice(2)
const split = args.includes('--') ? args.indexOf('--') : args.length
const [wanted, passedOn] = [args.slice(0, split), args.slice(split + 1)]

async function runAll(checks, frame) {
  const failures = []
  for (const { name, title, check } of checks) {
    try {
      await step(title, (detail) => check({ detail, passedOn, ...frame }))
    } catch (error) {
      failures.push(name)
      say(`\n${error.message}\n${error instanceof Stop ? '' : `${error.stack}\n`}`)
    }
  }
  return failures
}

await command('test', async (frame) => {
  checkNode()
  process.chdir(root)
  process.env.DATA_DIR = process.env.TEST_DATA_DIR || '.data/test'
  prepareDataDir(installed() ? 500 : 2000)
  await installPackages()
  const { checks } = await import('./lib/checks.mjs')
  const unknown = wanted.find((name) => !checks.some((c) => c.name === name))
  if (unknown)
    throw new Stop(
      `There is no check ${unknown}. Choose from: ${checks.map((c) => c.name).join(', ')}`,
    )
  const chosen = checks.filter((c) => wanted.length === 0 || wanted.includes(c.name))
  const failures = await runAll(chosen, frame)
  if (failures.length) say(dim(`\nAgain: node bin/test.mjs ${failures.join(' ')}`))
  say(`\n${chosen.length - failures.length} passed, ${failures.length} failed`)
  return failures.length ? 1 : 0
})
