import { deflateRawSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { readRates } from './read'

const today = '2026-11-20'
const bytes = (text: string) => new TextEncoder().encode(text)
const read = (text: string) => readRates(bytes(text), today)

const daily = 'Date, USD, JPY, BGN, GBP, \n20 November 2026, 1.0837, 163.29, N/A, 0.83328, \n'
const history =
  'Date,USD,JPY,CYP,\n2026-11-20,1.0837,163.29,N/A,\n2026-11-19,1.0841,163.5,,\n1999-01-04,1.1789,133.73,0.58231,\n'

describe('a file of the ECB', () => {
  it('of one day is read', () => {
    expect(read(daily)).toEqual({
      currencies: ['USD', 'JPY', 'GBP'],
      days: Array(3).fill('2026-11-20'),
      rates: ['1.0837', '163.29', '0.83328'],
      empty: 1,
      bad: 0,
      badCells: [],
    })
  })

  it('of all days is read, whatever ends its lines', () => {
    const file = read(history)
    expect(file.rates).toHaveLength(7)
    expect(file).toMatchObject({ empty: 2, bad: 0 })
    expect(file.days.at(-1)).toBe('1999-01-04')
    expect(read(`\uFEFF${history.replaceAll('\n', '\r\n')}`)).toEqual(file)
    expect(read(history.replace(/,$/gm, ''))).toEqual(file)
  })

  it('is read zipped, stored or packed', () => {
    for (const packed of [true, false])
      expect(readRates(zipOf('eurofxref-hist.csv', history, packed), today)).toEqual(read(history))
  })

  it('names each cell it does not take', () => {
    const { bad, badCells, rates } = read(
      [
        'Date,USD,JPY,',
        '2026-11-20,"1,0837",163.29,',
        '2026-11-19,-1,0,',
        '2026-11-18,1e3,163.1,',
        '31 February 2026,1.1,160,',
        '2026-11-30,1.1,160,',
        '2026-11-17,1.1,160,',
        '2026-11-17,1.2,161,',
        '11/16/2026,1.1,160,',
        '2026-11-13,1.1,',
      ].join('\n'),
    )
    expect(badCells.map(({ line, column, problem }) => [line, column, problem])).toEqual([
      [2, null, 'This line has 5 columns, and the first line 4.'],
      [3, 'USD', 'This is not a rate, such as 1.0837.'],
      [3, 'JPY', 'This is not a rate, such as 1.0837.'],
      [4, 'USD', 'This is not a rate, such as 1.0837.'],
      [5, 'Date', 'This is not a date.'],
      [6, 'Date', 'This day has not come yet.'],
      [8, 'Date', 'This day stands in the file twice; the first one counts.'],
      [9, 'Date', 'This is not a date.'],
      [10, null, 'This line has 3 columns, and the first line 4.'],
    ])
    expect(bad).toBe(9)
    expect(rates).toEqual(['163.1', '1.1', '160'])
  })

  it('shows twenty of many bad cells, and counts all', () => {
    const days = Array.from(
      { length: 28 },
      (_, i) => `2026-02-${String(i + 1).padStart(2, '0')},x,\n`,
    )
    const { bad, badCells } = read(`Date,USD,\n${days.join('')}`)
    expect([bad, badCells.length]).toEqual([28, 20])
  })

  it.each([
    ['nothing', '', 'empty'],
    ['blanks', ' \n\n', 'empty'],
    ['a web page', '<!DOCTYPE html><html><h1>503</h1>', 'web page'],
    ['another table', 'Name,Amount\nAda,12\n', 'begin with “Date”'],
    ['decimal commas', 'Date;USD;JPY\n2026-11-20;1,0837;163,29\n', 'begin with “Date”'],
    ['a header alone', 'Date,USD,\n', 'no day'],
    ['no currencies', 'Date,\n2026-11-20,\n', 'no currencies'],
    ['a column that is none', 'Date,USD,Dollar\n', 'not a currency'],
    ['a column of the euro', 'Date,EUR,\n', 'not a currency'],
    ['a column twice', 'Date,USD,USD,\n', 'twice'],
    ['too many lines', `Date,USD,\n${'\n'.repeat(20_001)}`, 'more than 20,000 lines'],
    ['a damaged ZIP', 'PK\x03\x04 something', 'cannot be read'],
  ])('that is %s is refused with a sentence', (_, text, message) => {
    expect(() => read(text)).toThrow(message)
  })

  it('that is no text, or another ZIP, is refused with a sentence', () => {
    expect(() => readRates(Uint8Array.of(0x89, 0x50, 0xff, 0xfe), today)).toThrow('not a text file')
    expect(() => readRates(zipOf('readme.txt', 'hello', true), today)).toThrow('no CSV')
    expect(() => readRates(zipOf('a.csv', '0'.repeat(40_000_000), true), today)).toThrow(
      'cannot be read',
    )
  })
})

/** A ZIP file with one entry, as the ECB makes them. */
function zipOf(name: string, text: string, packed: boolean): Uint8Array {
  const content = Buffer.from(text)
  const data = packed ? deflateRawSync(content) : content
  const local = Buffer.alloc(30)
  local.writeUInt32LE(0x04034b50, 0)
  local.writeUInt16LE(name.length, 26)
  const entry = Buffer.alloc(46)
  entry.writeUInt32LE(0x02014b50, 0)
  entry.writeUInt16LE(packed ? 8 : 0, 10)
  entry.writeUInt32LE(data.length, 20)
  entry.writeUInt32LE(content.length, 24)
  entry.writeUInt16LE(name.length, 28)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(30 + name.length + data.length, 16)
  return Buffer.concat([local, Buffer.from(name), data, entry, Buffer.from(name), end])
}
