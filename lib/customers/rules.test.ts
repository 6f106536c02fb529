import { describe, expect, it } from 'vitest'
import { completeness } from './completeness'
import { formatHours, parseHours, weekdays } from './hours'
import { subscriptionStatuses } from './labels'
import { creditsLeft, queueObstacle, tierChange } from './rules'

describe('what may be queued', () => {
  it('is anything in a trial and an active subscription, and nothing else', () => {
    const free = subscriptionStatuses.filter(
      (subscriptionStatus) => queueObstacle({ archivedAt: null, subscriptionStatus }) === null,
    )
    expect(free).toEqual(['trialing', 'active'])
    expect(queueObstacle({ archivedAt: new Date(), subscriptionStatus: 'active' })).toContain(
      'archived',
    )
  })

  it('is never less than nothing', () => {
    const credits = {
      creditsLimit: 100,
      creditsGranted: 0,
      currentPeriodUsage: 20,
      creditsReserved: 300,
    }
    expect(creditsLeft(credits)).toBe(0)
    expect(creditsLeft({ ...credits, creditsGranted: 250 })).toBe(30)
  })
})

it('changes the tier at once upwards and later downwards', () => {
  expect(tierChange('basic', 'enterprise')).toEqual({ tier: 'enterprise', nextTier: null })
  expect(tierChange('pro', 'basic')).toEqual({ tier: 'pro', nextTier: 'basic' })
  expect(tierChange('pro', 'pro')).toEqual({ tier: 'pro', nextTier: null })
})

describe('opening hours', () => {
  it.each([
    ['9-17', '09:00–17:00'],
    ['9:00 – 12:30, 14–18', '09:00–12:30, 14:00–18:00'],
    ['9am to 5:30 pm', '09:00–17:30'],
    ['12am-12pm', '00:00–12:00'],
    ['18:00–02:00', '18:00–02:00'],
    ['Closed', 'Closed'],
    ['24 hours', '00:00–24:00'],
  ])('are read from %s', (text, written) => {
    const windows = parseHours(text)
    expect(windows && formatHours(windows)).toBe(written)
    // What we write can be read again.
    expect(windows && parseHours(formatHours(windows))).toEqual(windows)
  })

  it.each(['sometimes', '9', '25-26', '9-17-18', '13pm-14pm', '9:75-10', '9-9', ''])(
    'are not guessed from %s',
    (text) => expect(parseHours(text)).toBeNull(),
  )
})

describe('completeness', () => {
  it('is a hundred with everything, and none with nothing', () => {
    const day = [{ from: '09:00', to: '17:00' }]
    const whole = {
      name: 'A',
      shortDescription: 'a',
      description: 'a',
      categories: ['a'],
      phone: '+4922134567',
      email: 'a@b.example',
      website: 'https://a.example',
      address: { street: 'a', city: 'a', postalCode: 'a', country: 'DE' },
      hours: Object.fromEntries(weekdays.map((day_) => [day_, day])),
      socials: { x: 'https://x.com/a' },
      logoUrl: 'https://a.example/a.png',
      yearFounded: 1999,
      keywords: ['a'],
      languages: ['de'],
      paymentMethods: ['cash' as const],
    }
    expect(completeness(whole)).toEqual({ percent: 100, missing: [] })
    expect(completeness({}).percent).toBe(0)
    const { percent, missing } = completeness({ ...whole, address: { city: 'a' }, logoUrl: '' })
    expect(percent).toBe(82)
    expect(missing).toEqual(['the address: street, city, postal code and country', 'a logo'])
  })
})
