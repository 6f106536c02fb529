import { describe, expect, it } from 'vitest'
import type { Mapping } from '../../schema'
import { readDate } from './dates'
import { readRow } from './row'
import { guessStage } from './stages'

const zone = 'Europe/Berlin'
const now = new Date('2026-11-21T08:00:00Z')
const fields = ['partnerName', 'stage', 'value', 'createdAt', 'closedAt', 'currency'] as const
const mapping: Mapping = {
  columns: Object.fromEntries(fields.map((field, index) => [field, index])),
  stages: { shiny: 'negotiating' },
  dateOrder: 'month',
  currency: 'USD',
  alreadyPaid: false,
}

type Cells = Partial<Record<(typeof fields)[number], string>>

const read = (cells: Cells, changes: Partial<Mapping> = {}) =>
  readRow(
    { cells: fields.map((field) => cells[field] ?? ''), edits: {} },
    { mapping: { ...mapping, ...changes }, width: fields.length, zone, now },
  )

const won = { partnerName: 'Ann', stage: 'Won', closedAt: '10/20/2016' }

describe('dates', () => {
  it.each([
    ['2016-10-20', null, '2016-10-20T10:00:00Z'],
    ['2016/10/20', null, '2016-10-20T10:00:00Z'],
    ['10/20/2016', null, '2016-10-20T10:00:00Z'],
    ['3/1/2017', 'month', '2017-03-01T11:00:00Z'],
    ['3/1/2017', 'day', '2017-01-03T11:00:00Z'],
    ['3/3/2017', null, '2017-03-03T11:00:00Z'],
    ['20.10.2016', 'month', '2016-10-20T10:00:00Z'],
    ['20-Oct-16', null, '2016-10-20T10:00:00Z'],
    ['Oct 20, 2016', null, '2016-10-20T10:00:00Z'],
    ['20 October 2016', null, '2016-10-20T10:00:00Z'],
    ['2016-10-20 14:05', null, '2016-10-20T12:05:00Z'],
    ['2016-10-20T14:05:09.123Z', null, '2016-10-20T14:05:09Z'],
    ['2016-10-20T14:05:09+05:30', null, '2016-10-20T08:35:09Z'],
    ['10/20/2016 2:05 PM', null, '2016-10-20T12:05:00Z'],
    ['10/20/2016 12:05 am', null, '2016-10-19T22:05:00Z'],
  ] as const)('%s with %s first is %s', (text, order, instant) => {
    expect(readDate(text, order, zone).at).toEqual(new Date(instant))
  })

  it.each([
    ['3/1/2017', null, /either way/],
    ['20/10/2016', 'month', /other way round/],
    ['2016-02-30', null, /does not exist/],
    ['2016-10-20 25:00', null, /not a date/],
    ['yesterday', null, /not a date/],
    ['42663', null, /not a date/],
    ['12/12/1066', null, /1970/],
  ] as const)('%s with %s first is refused', (text, order, message) => {
    expect(readDate(text, order, zone).error).toMatch(message)
  })
})

describe('stages', () => {
  it.each([
    ['Won', 'closed_won'],
    ['CLOSED-WON', 'closed_won'],
    ['Closed Lost', 'closed_lost'],
    ['Engaging', 'qualified'],
    ['Prospecting', 'prospect'],
    ['Negotiation/Review', 'negotiating'],
    ['Something else', undefined],
  ])('%s is %s', (word, status) => {
    expect(guessStage(word)).toBe(status)
  })

  it('follow the words of the mapping first, and ask about others', () => {
    expect(read({ partnerName: 'Ann', stage: 'Shiny!' }).parsed?.status).toBe('negotiating')
    expect(read({ partnerName: 'Ann', stage: 'Dull' }).errors).toHaveProperty('stage')
    const lost = read({ ...won }, { stages: { won: 'closed_lost' } }).parsed
    expect(lost).toMatchObject({ status: 'closed_lost', lostReason: 'Imported' })
  })
})

describe('amounts', () => {
  it.each([
    ['$1,054.00', 'USD', 105_400],
    ['1054', 'USD', 105_400],
    ['1.054,00 €', 'EUR', 105_400],
    ['0', 'USD', 0],
    ['1,054', 'JPY', 1054],
  ])('%s in %s', (value, currency, minor) => {
    expect(read({ ...won, value, currency }).parsed).toMatchObject({ value: minor, currency })
  })

  it.each(['NaN', '-5', '1e18', '1000000000000000000', 'a lot', '1.054,00 €', '=1+1'])(
    '%s is refused with a sentence',
    (value) => {
      expect(read({ ...won, value }).errors.value).toMatch(/\.$/)
    },
  )

  it('are needed for a won deal only', () => {
    expect(read(won).errors).toHaveProperty('value')
    expect(read({ ...won, stage: 'Lost' }).parsed).toMatchObject({ value: 0 })
  })
})

describe('a row', () => {
  it('needs a partner, and no future', () => {
    expect(read({ stage: 'Won', value: '1', closedAt: '2016-10-20' }).errors).toHaveProperty(
      'partnerName',
    )
    expect(read({ ...won, value: '1', closedAt: '2027-01-01' }).errors).toHaveProperty('closedAt')
    expect(read({ ...won, value: '1', closedAt: '2026-11-21' }).parsed?.closedAt).toBe(
      now.toISOString(),
    )
    expect(read({ ...won, value: '1', createdAt: '2016-10-21' }).errors).toHaveProperty('closedAt')
  })

  it('expects an open deal to close, also in the future', () => {
    expect(
      read({ partnerName: 'Ann', stage: 'open', closedAt: '2027-01-31' }).parsed,
    ).toMatchObject({ expectedCloseOn: '2027-01-31', closedAt: null })
  })

  it('keeps any script, and what looks like a formula, as text', () => {
    for (const partnerName of ['🚀 Ønsk', 'شركة النور', '=cmd()', "Robert'); drop table"])
      expect(read({ partnerName, stage: 'new' }).parsed).toMatchObject({ partnerName })
  })

  it('says when it has more cells than the file has columns, or one that is too long', () => {
    const context = { mapping, width: 2, zone, now }
    const cells = ['Ann', 'Won', '5', '']
    expect(readRow({ cells, edits: {} }, context).errors).toHaveProperty('row')
    expect(read({ partnerName: 'x'.repeat(500), stage: 'new' }).errors.partnerName).toMatch(/120/)
  })
})
