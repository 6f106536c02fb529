// The frame of a command: signals, tidy ends, sentences instead of stack traces.
import { stopRunning } from './run.mjs'
import { say, tell } from './say.mjs'

const INTERRUPTED = Symbol('interrupted')

/** npm starts us through a shell that dies of a SIGTERM without passing it on: being orphaned counts as one. */
function watchParent(interrupt) {
  if (!process.env.npm_lifecycle_event) return
  const parent = process.ppid
  setInterval(() => process.ppid !== parent && interrupt(), 300).unref()
}

/**
 * Runs `main({onStop, untilStopped})` and exits: 0, 1 after a failure, 130 when interrupted before it was ready. What `onStop` was
 * given runs in reverse order at every end.
 */
export async function command(name, main) {
  const undo = []
  let interrupt
  const interrupted = new Promise((resolve) => {
    interrupt = () => resolve(INTERRUPTED)
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, interrupt)
  watchParent(interrupt)
  let code = 0
  let outcome
  let interruptedCode = 130
  const untilStopped = (ended) => {
    interruptedCode = 0
    return Promise.race([ended, interrupted.then(() => undefined)])
  }
  try {
    outcome = await Promise.race([
      main({ onStop: (work) => undo.push(work), untilStopped }),
      interrupted,
    ])
    if (outcome === INTERRUPTED) code = interruptedCode
    else if (typeof outcome === 'number') code = outcome
  } catch (error) {
    tell(error, name)
    code = 1
  }
  stopRunning()
  if (outcome === INTERRUPTED && undo.length) say('\nStopping …')
  for (const work of undo.reverse()) await work().catch((error) => tell(error, name))
  process.exit(code)
}
