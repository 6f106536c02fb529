// What web, worker and database keep in memory, shared pages counted once (PSS, Linux).
import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

const read = (path) => {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

function tree(pid, children) {
  return [pid, ...(children.get(pid) ?? []).flatMap((child) => tree(child, children))]
}

export async function idleMemory(demo) {
  if (process.platform !== 'linux') return []
  await fetch(`${demo.url}/p/${demo.workspace.slug}`)
  await sleep(5000)
  const children = new Map()
  const postgres = []
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    const parent = /^PPid:\s+(\d+)/m.exec(read(`/proc/${name}/status`))?.[1]
    children.set(Number(parent), [...(children.get(Number(parent)) ?? []), Number(name)])
    if (read(`/proc/${name}/cmdline`).includes(process.env.DATA_DIR)) postgres.push(Number(name))
  }
  const pids = new Set([
    ...tree(process.pid, children).slice(1),
    ...postgres.flatMap((pid) => tree(pid, children)),
  ])
  let kilobytes = 0
  for (const pid of pids)
    kilobytes += Number(/^Pss:\s+(\d+)/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0)
  const megabytes = kilobytes / 1024
  return [
    {
      name: 'Web, worker and database at rest',
      value: `${megabytes.toFixed(0)} MB`,
      limit: '600 MB',
      ok: megabytes < 600,
    },
  ]
}
