// Sends events over connections that are kept open, one call at a time on each, and prints what it measured. A process
// of its own, so that the server is not measured by what it shares a thread with. HTTP by hand: a client of Node's would
// cost more than the server.
import { randomFillSync } from 'node:crypto'
import { connect } from 'node:net'

const { PORT, KEYS, CONNECTIONS = '64', BATCH = '1', SECONDS = '10', WARM = '2' } = process.env
const keys = KEYS.split(',')
const batch = Number(BATCH)
const times = []
let counting = false
let accepted = 0
let failed = 0

const random = Buffer.alloc(65_536)
let at = random.length
function id() {
  if (at + 10 > random.length) {
    randomFillSync(random)
    at = 0
  }
  const hex = Date.now().toString(16).padStart(12, '0') + random.toString('hex', at, at + 10)
  at += 10
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

let n = 0
function call(key) {
  const events = Array.from({ length: batch }, () => {
    n++
    return `{"id":"${id()}","eventType":"page.viewed","userId":"u${n % 5000}","eventData":{"path":"/page/${n % 1000}","n":${n}}}`
  })
  const body = `{"events":[${events.join(',')}]}`
  return `POST /api/v1/events HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${key}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`
}

function client(key) {
  const socket = connect(Number(PORT), '127.0.0.1').setNoDelay()
  let began = 0
  let text = ''
  const send = () => {
    began = performance.now()
    socket.write(call(key))
  }
  socket.on('connect', send)
  socket.on('data', (part) => {
    text += part.toString('latin1')
    const head = text.indexOf('\r\n\r\n')
    if (head === -1) return
    const length = Number(/content-length: (\d+)/i.exec(text)?.[1] ?? 0)
    if (text.length < head + 4 + length) return
    if (counting) {
      if (text.startsWith('HTTP/1.1 200')) {
        times.push(performance.now() - began)
        accepted += Number(/"accepted":(\d+)/.exec(text)?.[1] ?? 0)
      } else failed++
    }
    text = ''
    send()
  })
  socket.on('error', () => failed++)
}

for (let one = 0; one < Number(CONNECTIONS); one++) client(keys[one % keys.length])
setTimeout(() => {
  counting = true
  const began = performance.now()
  setTimeout(() => {
    const seconds = (performance.now() - began) / 1000
    times.sort((a, b) => a - b)
    const share = (part) => times[Math.floor(times.length * part)] ?? Number.NaN
    console.log(
      JSON.stringify({
        perSecond: accepted / seconds,
        p50: share(0.5),
        p95: share(0.95),
        p99: share(0.99),
        failed,
      }),
    )
    process.exit(0)
  }, Number(SECONDS) * 1000)
}, Number(WARM) * 1000)
