// What a person sees: steps with a mark and a time, and one plain sentence when something fails.
import { appendFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { explain } from './explain.mjs'
import { logs } from './places.mjs'
import { Stop } from './stop.mjs'

const tty = process.stdout.isTTY && !process.env.CI
const paint = (code, text) => (tty ? `\x1b[${code}m${text}\x1b[0m` : text)
export const dim = (text) => paint(2, text)
export const bold = (text) => paint(1, text)
const green = (text) => paint(32, text)
const red = (text) => paint(31, text)

const running = new Map()
let ticker
let shown = false

const elapsed = (since) => {
  const s = (performance.now() - since) / 1000
  return s < 10
    ? `${s.toFixed(1)} s`
    : s < 90
      ? `${Math.round(s)} s`
      : `${Math.floor(s / 60)} min ${Math.round(s % 60)} s`
}

function clear() {
  if (shown) process.stdout.write('\r\x1b[K')
  shown = false
}

export function say(line = '') {
  clear()
  process.stdout.write(`${line}\n`)
}

function tick() {
  const now = performance.now()
  if (tty) {
    const parts = [...running.values()].map(
      (s) => `${s.name}${s.detail && ` ${s.detail}`} ${elapsed(s.since)}`,
    )
    clear()
    process.stdout.write(
      dim(`  … ${parts.join(' · ')}`.slice(0, (process.stdout.columns || 100) - 1)),
    )
    shown = true
    return
  }
  for (const s of running.values()) {
    if (now - s.told < 15_000) continue
    s.told = now
    say(`  … ${s.name}${s.detail && ` ${s.detail}`}, ${elapsed(s.since)}`)
  }
}

/** Runs `work(detail)` as a named, timed step; `detail(text)` shows true progress inside it. */
export async function step(name, work) {
  const key = Symbol(name)
  const state = { name, detail: '', since: performance.now(), told: performance.now() }
  running.set(key, state)
  // Spelt out, so that Node 14 reads on to the sentence that it is too old.
  if (!ticker) ticker = setInterval(tick, 250)
  const done = (mark) => {
    running.delete(key)
    if (running.size === 0) {
      clearInterval(ticker)
      ticker = undefined
    }
    say(`  ${mark} ${name}${state.detail && ` ${dim(state.detail)}`} ${dim(elapsed(state.since))}`)
  }
  try {
    const result = await work((text) => {
      state.detail = text
    })
    done(green('✓'))
    return result
  } catch (error) {
    done(red('✗'))
    throw error
  }
}

/** Turns a failure into a sentence on the terminal; its details go to a log file. */
export function tell(error, name) {
  const known = error instanceof Stop ? error.message : explain(error)
  if (known && error instanceof Stop && !error.cause) return say(`\n${red('Stopped.')} ${known}`)
  let where = ''
  try {
    const file = join(logs(), `${name}.log`)
    mkdirSync(logs(), { recursive: true })
    appendFileSync(
      file,
      `${new Date().toISOString()} ${error?.stack ?? error}\n${error?.cause?.stack ?? ''}\n`,
    )
    where = ` Details: ${file}`
  } catch {
    where = ` (${error?.message ?? error})`
  }
  say(
    `\n${red('Stopped.')} ${known ?? `Something unexpected happened: ${error?.message ?? error}.`}${where}`,
  )
}
