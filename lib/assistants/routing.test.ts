import { describe, expect, it } from 'vitest'
import { type Person, whatWouldHelp } from './routing'

const person = (name: string, more: Partial<Person> = {}): Person => ({
  vaId: name,
  name,
  status: 'active',
  skills: {},
  languages: [],
  room: 3,
  hasHours: true,
  reasons: [],
  ...more,
})
const asked = { requiredSkills: { phone: 2 }, language: 'de', weight: 1, unroutableSince: null }
const lacks = (...reasons: string[]) => ({ reasons })

describe('what would help', () => {
  it('is nothing when somebody who is away or full could take it later', () => {
    expect(
      whatWouldHelp(asked, [person('Ada', lacks('outside_hours', 'on_leave', 'full'))]),
    ).toEqual([])
  })

  it('names who is one step away, and what nobody has', () => {
    expect(
      whatWouldHelp(asked, [
        person('Ada', { ...lacks('skill:phone', 'outside_hours'), languages: ['de'] }),
        person('Bo', { ...lacks('language:de'), skills: { phone: 3 } }),
        person('Cy', { ...lacks('declined'), skills: { phone: 2 }, languages: ['de'] }),
      ]),
    ).toEqual([
      'Ada lacks only the skill “phone” at level 2.',
      'Bo lacks only German.',
      'Cy could take it but declined it.',
    ])
    expect(whatWouldHelp(asked, [person('Ada', lacks('skill:phone', 'language:de'))])).toEqual([
      'Nobody on the team has the skill “phone” at level 2.',
      'Nobody on the team speaks German.',
    ])
  })

  it('counts many, and names room, hours and those who are only invited', () => {
    const able = { skills: { phone: 2 }, languages: ['de'] }
    expect(
      whatWouldHelp({ ...asked, weight: 4 }, [
        ...['Ada', 'Bo', 'Cy', 'Di'].map((name) => person(name, { ...able, ...lacks('full') })),
        person('Eve', { ...able, room: 9, hasHours: false, ...lacks('outside_hours') }),
        person('Flo', { ...able, room: 9, status: 'invited', ...lacks('not_active') }),
      ]),
    ).toEqual([
      'Ada, Bo, Cy and 1 other could take it with room for 4 at a time.',
      'Eve could take it but has no working hours.',
      'Flo could take it but is only invited so far.',
    ])
  })

  it('says so when nobody is on the team', () => {
    expect(whatWouldHelp(asked, [])).toEqual([
      'Nobody is on the team yet. Invite a virtual assistant.',
    ])
  })
})
