// Runs measurements that call the procedures in process, as a process of its own.
import { execFile } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { asOwner } from '../bin/lib/database.mjs'
import { ensureLogins } from '../bin/lib/logins.mjs'
import { root } from '../bin/lib/places.mjs'
import { appSecrets } from '../bin/lib/secrets.mjs'

const run = promisify(execFile)

export async function measureProcedures(
  demo,
  detail,
  entry = 'measure',
  workspace = demo.workspace,
) {
  const { build } = await import('esbuild')
  mkdirSync(join(root, 'dist'), { recursive: true })
  await build({
    absWorkingDir: root,
    entryPoints: [`bench/${entry}.ts`],
    outfile: `dist/${entry}.mjs`,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    packages: 'external',
    jsx: 'automatic',
    logLevel: 'silent',
  })
  const admin = await asOwner(demo.databaseUrl, async (client) => {
    const { rows } = await client.query(
      `select m.user_id as "userId" from memberships m join users u on u.id = m.user_id
       where m.workspace_id = $1 and m.role = 'admin'`,
      [demo.workspace.id],
    )
    return rows[0]
  })
  const { WORKER_DATABASE_URL } = await ensureLogins(demo.databaseUrl)
  detail('(a minute or two)')
  const running = run(process.execPath, [join(root, `dist/${entry}.mjs`)], {
    maxBuffer: 1 << 24,
    env: {
      ...process.env,
      ...appSecrets(demo.databaseUrl),
      APP_URL: demo.url,
      APP_DATABASE_URL: demo.appDatabaseUrl,
      WORKER_DATABASE_URL,
      BENCH_WORKSPACE: JSON.stringify(workspace),
      BENCH_USER: admin.userId,
      BENCH_OWNER_URL: demo.databaseUrl,
    },
  })
  const end = () => running.child.kill()
  process.once('exit', end)
  const { stdout } = await running
  process.off('exit', end)
  return JSON.parse(stdout.trim().split('\n').at(-1))
}
