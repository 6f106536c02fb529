import { request as ask, createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startGuardProxy } from './guard-proxy'

let proxy: Awaited<ReturnType<typeof startGuardProxy>>
let inside: string
const asked: string[] = []
const server = createServer((request, response) => {
  asked.push(request.url ?? '')
  if (request.url === '/broken') {
    response.writeHead(200, { 'content-length': '1000' })
    response.write('half')
    setImmediate(() => response.destroy())
  } else response.end('inside')
})

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  inside = `localhost:${(server.address() as AddressInfo).port}`
  proxy = await startGuardProxy()
})
afterAll(async () => {
  await proxy.close()
  server.close()
})

const get = (path: string) =>
  new Promise<number>((resolve) => {
    const { hostname, port } = new URL(proxy.url)
    ask({ hostname, port, path }, (answer) => {
      answer.on('error', () => resolve(0))
      answer.on('end', () => resolve(answer.statusCode ?? 0))
      answer.resume()
    })
      .on('error', () => resolve(0))
      .end()
  })

const tunnel = (target: string) =>
  new Promise<string>((resolve) => {
    const { port } = new URL(proxy.url)
    const socket = connect(Number(port), '127.0.0.1', () =>
      socket.write(`CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n\r\n`),
    )
    socket.once('data', (part) => {
      resolve(String(part).split('\r\n')[0] ?? '')
      socket.destroy()
    })
    socket.once('error', () => resolve(''))
  })

describe('the only way out of the browser', () => {
  it.each([
    '127.0.0.1:443',
    '[::1]:443',
    '169.254.169.254:443',
    'localhost:443',
    '10.0.0.1:8443',
    'example.com:22',
    'nonsense',
  ])('leads not to %s', async (target) => {
    expect(await tunnel(target)).toContain('403')
  })

  it('leads to no page without TLS, inside or outside', async () => {
    expect(await get(`http://${inside}/`)).toBe(403)
    expect(await get('http://example.com/')).toBe(403)
    expect(await get('/relative')).toBe(403)
    expect(asked).toEqual([])
  })

  it('leads to what is trusted, and outlives an answer that breaks off', async () => {
    process.env.AUTOMATION_TRUSTED_ORIGINS = `http://${inside}`
    expect(await get(`http://${inside}/`)).toBe(200)
    expect(await get(`http://${inside}/broken`)).toBe(0)
    expect(await get(`http://${inside}/`)).toBe(200)
  })
})
