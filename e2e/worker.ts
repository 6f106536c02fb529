import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Real workers as processes of their own, to be killed without warning. */
export async function workers(env: Record<string, string> = {}, entry = 'lib/jobs/worker.ts') {
  const bundle = `${root}.data/test/worker-${process.pid}-${Date.now()}.mjs`
  const started: ChildProcess[] = []
  await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile: bundle,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    jsx: 'automatic',
    logLevel: 'silent',
  })
  return {
    async start(more: Record<string, string> = {}) {
      const child = spawn(process.execPath, [bundle], {
        stdio: ['ignore', 'pipe', 'inherit'],
        env: { ...process.env, LOG_LEVEL: 'info', ...env, ...more },
      })
      started.push(child)
      for await (const text of child.stdout) if (String(text).includes('worker ready')) break
      return child
    },
    async kill(child: ChildProcess) {
      child.kill('SIGKILL')
      await once(child, 'exit')
    },
    close() {
      for (const child of started) child.kill('SIGKILL')
      rmSync(bundle, { force: true })
    },
  }
}
