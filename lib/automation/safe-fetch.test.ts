import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { safeFetch, safeFollow } from './safe-fetch'

let url: string
const asked: string[] = []
const server = createServer((request, response) => {
  asked.push(request.url ?? '')
  switch (request.url) {
    case '/large':
      return response.end(Buffer.alloc(200_000, 'x'))
    case '/bomb':
      return response
        .writeHead(200, { 'content-encoding': 'gzip' })
        .end(gzipSync(Buffer.alloc(9e6)))
    case '/never':
      return undefined
    case '/drip':
      response.write('a')
      return undefined
    case '/inside':
      return response.writeHead(302, { location: 'http://169.254.169.254/latest' }).end()
    case '/loop':
      return response.writeHead(302, { location: '/loop' }).end()
    case '/moved':
      return response.writeHead(301, { location: '/here' }).end()
    default:
      return response.end(`hello ${request.headers['user-agent']}`)
  }
})

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://localhost:${(server.address() as AddressInfo).port}`
})
afterEach(() => {
  asked.length = 0
  delete process.env.AUTOMATION_TRUSTED_ORIGINS
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const trust = () => {
  process.env.AUTOMATION_TRUSTED_ORIGINS = url
}

describe('what is not on the public internet', () => {
  it.each([
    'https://127.0.0.1/',
    'https://localhost/',
    'https://[::1]/',
    'https://0x7f.1/',
    'https://2130706433/',
    'https://0177.0.0.1/',
    'https://[::ffff:10.0.0.1]/',
    'https://169.254.169.254/latest/meta-data',
    'https://[fd00:ec2::254]/',
    'https://10.0.0.1:8443/',
  ])('is not asked: %s', async (address) => {
    await expect(safeFetch(address)).rejects.toMatchObject({ fault: 'refused' })
  })

  it('is not asked by name either, whatever the name points to', async () => {
    await expect(safeFetch(url.replace('http:', 'https:'))).rejects.toMatchObject({
      fault: 'refused',
    })
    await expect(safeFetch(url, { plain: true })).rejects.toMatchObject({ fault: 'refused' })
    expect(asked).toEqual([])
  })
})

it.each([
  'http://example.com/',
  'ftp://example.com/',
  'file:///etc/passwd',
  'https://a:b@example.com/',
  'https://example.com:22/',
  'nonsense',
])('refuses %s', async (address) => {
  await expect(safeFetch(address)).rejects.toMatchObject({ fault: 'refused', code: 'invalid' })
})

describe('a trusted origin', () => {
  it('is asked, under our own name', async () => {
    trust()
    const { status, body } = await safeFetch(`${url}/x`)
    expect([status, String(body)]).toEqual([200, expect.stringContaining('hello TandemBot')])
  })

  it('is that origin alone', async () => {
    trust()
    await expect(safeFetch(url.replace('localhost', '127.0.0.1'))).rejects.toMatchObject({
      fault: 'refused',
    })
  })

  it('is not let to lead inside', async () => {
    trust()
    expect((await safeFetch(`${url}/inside`)).status).toBe(302)
    await expect(safeFollow(`${url}/inside`, { plain: true })).rejects.toMatchObject({
      fault: 'refused',
    })
  })

  it('may move its pages, but not in circles', async () => {
    trust()
    expect((await safeFollow(`${url}/moved`)).url).toBe(`${url}/here`)
    await expect(safeFollow(`${url}/loop`)).rejects.toMatchObject({ fault: 'network' })
  })

  it.each(['/large', '/bomb'])('may not send more than there is room for: %s', async (path) => {
    trust()
    await expect(safeFetch(`${url}${path}`, { maxBytes: 100_000 })).rejects.toMatchObject({
      fault: 'too_large',
    })
  })

  it.each(['/never', '/drip'])('may not keep us waiting: %s', async (path) => {
    trust()
    await expect(safeFetch(`${url}${path}`, { timeoutMs: 200 })).rejects.toMatchObject({
      fault: 'timeout',
    })
  })

  it('is not waited for when the caller gives up', async () => {
    trust()
    const giveUp = new AbortController()
    const fetching = safeFetch(`${url}/never`, { signal: giveUp.signal })
    giveUp.abort(new Error('enough'))
    await expect(fetching).rejects.toThrow('enough')
  })
})

it('says nothing of the query in an error, where a key may stand', async () => {
  const fetching = safeFetch('https://no-such-name.invalid/?key=hush')
  await expect(fetching).rejects.toMatchObject({ fault: 'network', system: 'ENOTFOUND' })
  await expect(fetching).rejects.not.toThrow('hush')
})
