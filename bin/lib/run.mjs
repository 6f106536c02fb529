// Runs a program to its end; its output goes to a log file and to the caller.
import { spawn } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { finished as onFinished } from 'node:stream'
import { promisify } from 'node:util'
import { root } from './places.mjs'

// Not node:stream/promises, which Node 14 lacks: it must live to read that it is too old.
const finished = promisify(onFinished)

const children = new Set()
export const stopRunning = () => {
  for (const child of children) child.kill('SIGTERM')
}

/** Resolves to `{code, output}`; never throws for a non-zero exit. */
export async function run(command, args, { log, env = process.env, cwd = root, onLine } = {}) {
  const file = log && createWriteStream(log, { flags: 'w' })
  const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
  children.add(child)
  let output = ''
  const take = (data) => {
    output += data
    file?.write(data)
    if (onLine) for (const line of String(data).split('\n')) if (line.trim()) onLine(line)
  }
  child.stdout.on('data', take)
  child.stderr.on('data', take)
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (status, signal) => resolve(status ?? signal))
  }).finally(() => children.delete(child))
  if (file) await finished(file.end())
  return { code, output }
}

export const node = (args, options) => run(process.execPath, args, options)
