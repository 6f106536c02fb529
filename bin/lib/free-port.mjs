import net from 'node:net'

function canListen(port, host) {
  return new Promise((resolve) => {
    const server = net.createServer()
    server.once('error', (error) =>
      resolve(error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT'),
    )
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)))
  })
}

/** Looks at both loopbacks and at all addresses: any of them taken means that a browser may meet another program. */
export async function isFree(port) {
  for (const host of ['127.0.0.1', '::1', '0.0.0.0', '::'])
    if (!(await canListen(port, host))) return false
  return true
}

export function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}
