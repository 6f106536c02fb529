import { BlockList, isIP } from 'node:net'

/** Networks that are not the public internet, after IANA's special-purpose registries, and clouds' own services. */
const closed4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
  // Azure's host, at a public address.
  '168.63.129.16/32',
]
/** Inside 2000::/3, which is all that is routed: tunnels that lead to IPv4, and addresses for documents. */
const closed6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20']

const listOf = (ranges: readonly string[], family: 'ipv4' | 'ipv6') => {
  const list = new BlockList()
  for (const range of ranges) {
    const [network = '', bits] = range.split('/')
    list.addSubnet(network, Number(bits), family)
  }
  return list
}

const refused4 = listOf(closed4, 'ipv4')
const refused6 = listOf(closed6, 'ipv6')
const routed6 = listOf(['2000::/3'], 'ipv6')

/** Whether an address is on the public internet. IPv4 in the clothes of IPv6 is not. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address)
  if (family === 4) return !refused4.check(address, 'ipv4')
  // A zone, as in fe80::1%eth0, is of this machine.
  if (family !== 6 || address.includes('%')) return false
  return routed6.check(address, 'ipv6') && !refused6.check(address, 'ipv6')
}
