import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isPublicAddress } from './addresses'

const text4 = (n: number) => [n >>> 24, (n >>> 16) & 255, (n >>> 8) & 255, n & 255].join('.')

/** The same networks as first and last address, written down once more. */
const closed: [string, string][] = [
  ['0.0.0.0', '0.255.255.255'],
  ['10.0.0.0', '10.255.255.255'],
  ['100.64.0.0', '100.127.255.255'],
  ['127.0.0.0', '127.255.255.255'],
  ['168.63.129.16', '168.63.129.16'],
  ['169.254.0.0', '169.254.255.255'],
  ['172.16.0.0', '172.31.255.255'],
  ['192.0.0.0', '192.0.0.255'],
  ['192.0.2.0', '192.0.2.255'],
  ['192.88.99.0', '192.88.99.255'],
  ['192.168.0.0', '192.168.255.255'],
  ['198.18.0.0', '198.19.255.255'],
  ['198.51.100.0', '198.51.100.255'],
  ['203.0.113.0', '203.0.113.255'],
  ['224.0.0.0', '255.255.255.255'],
]
const number4 = (text: string) => text.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)
const ranges = closed.map(([first, last]) => [number4(first), number4(last)] as const)
const isClosed = (n: number) => ranges.some(([first, last]) => n >= first && n <= last)

const edges = ranges.flatMap(([first, last]) =>
  [first - 1, first, last, last + 1].filter((n) => n >= 0 && n < 2 ** 32),
)
const any4 = fc.oneof(
  fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  fc.constantFrom(...edges),
  fc.constantFrom(...ranges).chain(([min, max]) => fc.integer({ min, max })),
)

describe('an address', () => {
  it('of IPv4 is public when it is in none of the closed networks', () => {
    fc.assert(
      fc.property(any4, (n) => {
        expect(isPublicAddress(text4(n))).toBe(!isClosed(n))
      }),
      { numRuns: 3000 },
    )
  })

  it('of IPv4 is not let in as IPv6', () => {
    fc.assert(
      fc.property(any4, (n) => {
        const hex = n.toString(16).padStart(8, '0')
        const [high, low] = [hex.slice(0, 4), hex.slice(4)]
        for (const form of [
          `::ffff:${text4(n)}`,
          `::ffff:${high}:${low}`,
          `::${text4(n)}`,
          `64:ff9b::${text4(n)}`,
          `64:ff9b:1::${high}:${low}`,
          `2002:${high}:${low}::1`,
          `2001:0:${high}:${low}::1`,
          `::ffff:0:${high}:${low}`,
        ])
          expect([form, isPublicAddress(form)]).toEqual([form, false])
      }),
    )
  })

  it('of IPv6 is public inside what is routed alone', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 0xffff }), { minLength: 8, maxLength: 8 }),
        (parts) => {
          const [first = 0] = parts
          const text = parts.map((part) => part.toString(16)).join(':')
          if (first < 0x2000 || first > 0x3fff) expect(isPublicAddress(text)).toBe(false)
        },
      ),
    )
  })

  it.each(['2606:4700::6810:84e5', '2a00:1450:4001::8a', '8.8.8.8', '1.1.1.1'])(
    'such as %s is public',
    (address) => expect(isPublicAddress(address)).toBe(true),
  )

  it.each([
    '::1',
    '::',
    'fe80::1',
    'fe80::1%eth0',
    'fd00:ec2::254',
    'fc00::1',
    'ff02::1',
    '2001:db8::1',
    '3fff::1',
    '169.254.169.254',
    'localhost',
    '',
    '1.2.3',
    '0x7f.1',
  ])('such as %j is not', (address) => expect(isPublicAddress(address)).toBe(false))
})
