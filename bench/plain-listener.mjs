// What the machine can do: a plain Node listener that commits as one group what has arrived meanwhile, in a table with one
// index. No keys, no checks, no tenancy, no partitions, and no answer of its own to each call.
import { createServer } from 'node:http'
import pg from 'pg'

const { PORT, DATABASE_URL } = process.env
const client = new pg.Client({ connectionString: DATABASE_URL })
await client.connect()
await client.query(`create schema if not exists bench; drop table if exists bench.events;
  create table bench.events (id uuid primary key, event_type text, event_data jsonb, user_id text, created_at timestamptz default now())`)

const insert = {
  name: 'insert',
  text: `insert into bench.events (id, event_type, event_data, user_id)
    select * from unnest($1::uuid[], $2::text[], $3::jsonb[], $4::text[])`,
}

let waiting = []
let writing = false
async function write() {
  writing = true
  while (waiting.length > 0) {
    const calls = waiting
    waiting = []
    const events = calls.flatMap((call) => call.events)
    await client.query({
      ...insert,
      values: [
        events.map(({ id }) => id),
        events.map(({ eventType }) => eventType),
        events.map(({ eventData }) => JSON.stringify(eventData)),
        events.map(({ userId }) => userId),
      ],
    })
    for (const call of calls) call.response.end(`{"accepted":${call.events.length}}`)
  }
  writing = false
}

createServer((request, response) => {
  let body = ''
  request.setEncoding('utf8')
  request.on('data', (part) => {
    body += part
  })
  request.on('end', () => {
    if (request.url === '/api/health') return response.end('ok')
    waiting.push({ events: JSON.parse(body).events, response })
    if (!writing) void write()
  })
}).listen(Number(PORT))
