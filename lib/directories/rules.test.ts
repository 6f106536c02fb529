import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { domainOf, placeOf, slugOf } from './address'
import { readRequirements, requirements, unmet } from './requirements'
import { expectedApproval, expectedDays, medianDays } from './rules'

const counts = fc.record({
  approvedCount: fc.nat(10_000),
  rejectedCount: fc.nat(10_000),
})

describe('the expected approval', () => {
  it('begins at 75 %, and one result moves it a little', () => {
    expect(expectedApproval({ approvedCount: 0, rejectedCount: 0 })).toBe(7_500)
    expect(expectedApproval({ approvedCount: 1, rejectedCount: 0 })).toBe(8_000)
    expect(expectedApproval({ approvedCount: 0, rejectedCount: 1 })).toBe(6_000)
  })

  it('lies strictly between never and always, and rises with each approval', () => {
    fc.assert(
      fc.property(counts, (row) => {
        const rate = expectedApproval(row)
        expect(rate).toBeGreaterThan(0)
        expect(rate).toBeLessThanOrEqual(10_000)
        const better = { ...row, approvedCount: row.approvedCount + 1 }
        expect(expectedApproval(better)).toBeGreaterThanOrEqual(rate)
        const worse = { ...row, rejectedCount: row.rejectedCount + 1 }
        expect(expectedApproval(worse)).toBeLessThanOrEqual(rate)
      }),
    )
  })
})

describe('the median of a histogram', () => {
  it('is that of the days it stands for', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(180), { maxLength: 60 }), (days) => {
        const histogram = Array.from({ length: 181 }, (_, n) => days.filter((d) => d === n).length)
        const sorted = [...days].sort((a, b) => a - b)
        expect(medianDays(histogram)).toBe(sorted[Math.ceil(days.length / 2) - 1] ?? null)
      }),
    )
    expect(medianDays([])).toBeNull()
    expect(expectedDays({ medianApprovalDays: null, averageApprovalDays: 9 })).toBe(9)
  })
})

describe('what a directory asks for', () => {
  const asked = requirements.parse({
    fields: {
      name: { required: true },
      phone: { required: true },
      address: { required: true },
      hours: { required: false },
      shortDescription: { required: false, maxLength: 5 },
    },
  })

  it('is said in words while it is missing', () => {
    expect(unmet(asked, {})).toEqual([
      'Business name is missing',
      'Phone is missing',
      'Address is missing',
    ])
    const address = { street: '1 High Street', city: '', country: null }
    expect(unmet(asked, { name: 'Ada’s', phone: ' ', address })).toEqual([
      'Phone is missing',
      'The address has no town, no country',
    ])
  })

  it('counts characters as people do', () => {
    const business = { name: 'A', phone: '1', address: { street: 'a', city: 'b', country: 'DE' } }
    expect(unmet(asked, { ...business, shortDescription: '👩‍👩‍👧‍👦e\u0301lan' })).toEqual([])
    expect(unmet(asked, { ...business, shortDescription: 'zu lang' })).toEqual([
      'Short description has 7 characters; at most 5 fit',
    ])
  })

  it('refuses a length where there is no text, and reads nonsense as nothing', () => {
    const fields = { categories: { required: true, maxLength: 3 } }
    expect(requirements.safeParse({ fields }).success).toBe(false)
    expect(requirements.safeParse({ fields: { shoeSize: { required: true } } }).success).toBe(false)
    expect(readRequirements({ fields: 7 })).toEqual({ fields: {}, proofs: [], notes: '' })
  })

  it('is met by nothing and by everything without an error', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.anything()), (business) => {
        expect(Array.isArray(unmet(asked, business))).toBe(true)
      }),
    )
  })
})

describe('an address', () => {
  it('is known by its registrable domain, and leads to one place however it is written', () => {
    expect(domainOf('https://biz.yelp.co.uk/x')).toBe('yelp.co.uk')
    expect(domainOf('http://127.0.0.1:4000/a')).toBe('127.0.0.1')
    expect(placeOf('HTTP://www.Yelp.com/biz/?x=1#y')).toBe(placeOf('https://yelp.com/biz'))
    expect(slugOf('Päginas Amarillas!', 'https://x.es')).toBe('paginas-amarillas')
    expect(slugOf('黄页', 'https://yp.cn')).toBe('yp-cn')
  })
})
