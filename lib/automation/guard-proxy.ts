import http from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { type Duplex, pipeline } from 'node:stream'
import { log } from '../log'
import { checkUrl, publicAddresses } from './safe-address'

const connectMs = 15_000
/** What one connection of a page may bring. */
const mostBytes = 64 * 1024 * 1024

/** Connects to a host's public address; the browser never learns the address, so it cannot ask again. */
async function reach(url: URL): Promise<Socket> {
  const [first] = await publicAddresses(url)
  const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80))
  return new Promise((resolve, reject) => {
    const socket = connect({ host: first?.address ?? '', port, timeout: connectMs })
    socket.once('connect', () => {
      socket.setTimeout(0)
      resolve(socket)
    })
    socket.once('timeout', () => socket.destroy(new Error('timed out')))
    socket.once('error', reject)
  })
}

function joinSockets(client: Duplex, upstream: Socket) {
  let bytes = 0
  upstream.on('data', (part) => {
    bytes += part.length
    if (bytes > mostBytes) upstream.destroy()
  })
  const end = () => {
    client.destroy()
    upstream.destroy()
  }
  for (const side of [client, upstream]) side.on('error', end).on('close', end)
  client.pipe(upstream).pipe(client)
}

/**
 * The only way out of the browser: a proxy on this machine that resolves names itself and connects
 * to public addresses alone, for every request of a page, frames and scripts included.
 */
export async function startGuardProxy() {
  const server = http.createServer((request, response) => {
    const refused = (err: unknown) => {
      log.debug({ err }, 'the browser asked for what it may not have')
      if (response.headersSent) response.destroy()
      else response.writeHead(403).end()
    }
    void (async () => {
      const url = checkUrl(request.url ?? '')
      const upstream = await reach(url)
      const { 'proxy-connection': _, ...headers } = request.headers
      const onward = http.request(
        {
          createConnection: () => upstream,
          method: request.method,
          path: `${url.pathname}${url.search}`,
          headers: { ...headers, host: url.host, connection: 'close' },
        },
        (answer) => {
          response.writeHead(answer.statusCode ?? 502, answer.headers)
          pipeline(answer, response, () => {})
        },
      )
      onward.on('error', refused)
      pipeline(request, onward, () => {})
    })().catch(refused)
  })
  server.on('connect', (request, client: Duplex, head: Buffer) => {
    client.on('error', () => {})
    void (async () => {
      const upstream = await reach(checkUrl(`https://${request.url}`))
      client.write('HTTP/1.1 200 Connection established\r\n\r\n')
      if (head.length > 0) upstream.write(head)
      joinSockets(client, upstream)
    })().catch((err) => {
      log.debug({ err }, 'the browser asked for what it may not have')
      client.end('HTTP/1.1 403 Forbidden\r\n\r\n')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
