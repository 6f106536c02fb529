import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { call } from '@orpc/server'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { freePort } from '@/bin/lib/free-port.mjs'
import { asking, asOwner, closeOwner, makeMember, makeWorkspace } from '@/e2e/people'
import { workers } from '@/e2e/worker'
import { apiKeys } from '../accounts/procedures'
import { closeConnections } from '../db/client'

let servers: Awaited<ReturnType<typeof workers>>

beforeAll(async () => {
  servers = await workers({}, 'e2e/event-server.ts')
})
afterAll(async () => {
  servers.close()
  await closeConnections()
  await closeOwner()
})

async function open() {
  const port = await freePort()
  const child: ChildProcess = await servers.start({ PORT: String(port) })
  return { child, url: `http://127.0.0.1:${port}/api/v1/events` }
}

async function agency(perMinute?: number) {
  const workspace = await makeWorkspace()
  if (perMinute)
    await asOwner(
      'insert into analytics_settings (workspace_id, events_per_minute) values ($1, $2)',
      [workspace.id, perMinute],
    )
  const staff = await makeMember(workspace, 'admin')
  const { key } = await call(apiKeys.create, { name: 'x' }, { context: asking(staff) })
  return { workspace, key }
}

const post = (url: string, key: string, events: object[]) =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: JSON.stringify({ events }),
  })

it('gives out exactly the quota of a key, by two processes at once', async () => {
  const quota = 700
  const both = await Promise.all([open(), open()])
  // Not across the end of a minute.
  const [{ left }] = (await asOwner<{ left: number }>(
    'select 60 - extract(second from clock_timestamp())::float8 as left',
  )) as [{ left: number }]
  if (left < 15) await new Promise((resolve) => setTimeout(resolve, left * 1000 + 100))
  const { workspace, key } = await agency(quota)
  let accepted = 0
  const refused: Response[] = []
  const client = async ({ url }: { url: string }) => {
    // Once refused, what the other process has set aside may come back within a moment.
    for (let late = 0; late < 4; ) {
      const response = await post(url, key, [{ eventType: 'a' }])
      if (response.status === 200) accepted += (await response.json()).accepted
      else {
        refused.push(response)
        late++
        await new Promise((resolve) => setTimeout(resolve, 300))
      }
    }
  }
  await Promise.all(both.flatMap((server) => Array.from({ length: 8 }, () => client(server))))
  const [row] = await asOwner<{ n: number }>(
    'select count(*)::int as n from analytics_events where workspace_id = $1',
    [workspace.id],
  )
  expect([accepted, row?.n]).toEqual([quota, quota])
  expect(refused.every(({ status, headers }) => status === 429 && headers.has('retry-after'))).toBe(
    true,
  )
}, 60_000)

it('loses nothing that it acknowledged when it is killed under load', async () => {
  const { workspace, key } = await agency()
  const acknowledged: string[] = []
  for (let turn = 0; turn < 3; turn++) {
    const { child, url } = await open()
    let over = false
    const client = async () => {
      while (!over) {
        const events = Array.from({ length: 1 + Math.floor(Math.random() * 5) }, () => ({
          id: crypto.randomUUID(),
          eventType: 'a',
        }))
        try {
          const response = await post(url, key, events)
          if (response.status === 200) acknowledged.push(...events.map(({ id }) => id))
        } catch {
          return
        }
      }
    }
    const clients = Promise.all(Array.from({ length: 32 }, client))
    const before = acknowledged.length
    await expect.poll(() => acknowledged.length, { timeout: 10_000 }).toBeGreaterThan(before + 200)
    child.kill('SIGKILL')
    await once(child, 'exit')
    over = true
    await clients
  }
  const [row] = await asOwner<{ n: number }>(
    'select count(*)::int as n from analytics_events where workspace_id = $1 and id = any ($2::uuid[])',
    [workspace.id, acknowledged],
  )
  expect(row?.n).toBe(acknowledged.length)
}, 60_000)
