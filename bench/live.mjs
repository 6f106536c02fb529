// How soon an open batch page hears of a change: a result by REST, and the word of it at /api/live.
import { asOwner } from '../bin/lib/database.mjs'

const percentile = (times, share) =>
  [...times].sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))]

async function makeItems(databaseUrl, workspaceId, count) {
  return asOwner(databaseUrl, async (client) => {
    await client.query(
      `insert into directories (workspace_id, slug, name, url, domain, category, automation_method, created_at)
       select $1, 'live-' || n, 'Live ' || n, 'https://live' || n || '.example', 'live' || n || '.example', 'local', 'chrome_extension', now()
       from generate_series(1, $2::int) n on conflict do nothing`,
      [workspaceId, count],
    )
    const { rows } = await client.query(
      `insert into customers (workspace_id, email, full_name, company_name, subscription_status, credits_limit, billing_anchor,
         billing_period_start, billing_period_end, created_at)
       values ($1, gen_random_uuid() || '@live.example', 'Live', 'Live', 'active', 100000, now(), now(), now() + interval '1 month', now()) returning id`,
      [workspaceId],
    )
    const directories = await client.query(
      `select id from directories where workspace_id = $1 and slug like 'live-%'`,
      [workspaceId],
    )
    return { customerId: rows[0].id, directoryIds: directories.rows.map(({ id }) => id) }
  })
}

/** Resolves at the next change that the stream tells of. */
function listener(response) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
  let wake = () => {}
  void (async () => {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      if (value.includes('event: change')) wake(performance.now())
    }
  })().catch(() => {})
  return {
    next: () =>
      new Promise((resolve) => {
        wake = resolve
      }),
    close: () => reader.cancel().catch(() => {}),
  }
}

export async function measureLive(demo) {
  const { apiKey } = demo.users.find(({ role }) => role === 'admin')
  const headers = { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' }
  const post = async (path, body) => {
    const response = await fetch(`${demo.url}/api/v1${path}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    })
    if (!response.ok) throw new Error(`${path} answered ${response.status}`)
    return response.json()
  }
  /** The next item of the batch; what stands before it in the line is done on the way. */
  const nextOf = async (batchId) => {
    for (;;) {
      const { items } = await post('/queue/claims', {
        workerId: 'bench',
        capabilities: ['chrome_extension'],
      })
      if (items[0].batchId === batchId) return items[0]
      await post(`/queue/claims/${items[0].token}/completion`, { outcome: 'submitted' })
    }
  }
  const count = 25
  const made = await makeItems(demo.databaseUrl, demo.workspace.id, count)
  const batch = await post('/batches', { ...made, name: 'Live' })
  const response = await fetch(`${demo.url}/api/live?topic=batch:${batch.id}`, { headers })
  const stream = listener(response)
  const times = []
  for (let n = 0; n < count; n++) {
    const item = await nextOf(batch.id)
    const changed = stream.next()
    const start = performance.now()
    await post(`/queue/claims/${item.token}/completion`, { outcome: 'submitted' })
    times.push((await changed) - start)
    // Longer than changes are told together.
    await new Promise((resolve) => setTimeout(resolve, 700))
  }
  await stream.close()
  const value = percentile(times, 0.95)
  return [
    {
      name: 'an open batch page hears of a result, p95',
      value: `${value.toFixed(0)} ms`,
      limit: '1,000 ms',
      ok: value < 1000,
    },
  ]
}
