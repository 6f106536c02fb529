import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openCsv } from './rows'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rows-test-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function read(content: string | Uint8Array) {
  const path = join(folder, 'file.csv')
  await writeFile(path, content)
  const { rows, ...file } = await openCsv(path)
  const all: string[][] = []
  for await (const row of rows) all.push(row)
  return { ...file, rows: all }
}

const utf16 = (text: string, { big = false, mark = true } = {}) => {
  const buffer = Buffer.from((mark ? '\ufeff' : '') + text, 'utf16le')
  return big ? buffer.swap16() : buffer
}

const text = 'name,city\nZoë,Köln\nAda,"Paris, FR"\n'
const rows = [
  ['Zoë', 'Köln'],
  ['Ada', 'Paris, FR'],
]

describe('a file that can be read', () => {
  it.each([
    ['UTF-8', Buffer.from(text), 'utf-8', ','],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${text}`), 'utf-8', ','],
    ['UTF-16 LE', utf16(text), 'utf-16le', ','],
    ['UTF-16 BE', utf16(text, { big: true }), 'utf-16be', ','],
    ['UTF-16 LE without a mark', utf16(text, { mark: false }), 'utf-16le', ','],
    ['UTF-16 BE without a mark', utf16(text, { big: true, mark: false }), 'utf-16be', ','],
    ['Latin-1', Buffer.from(text, 'latin1'), 'windows-1252', ','],
    ['semicolons', 'name;city\nZoë;Köln\nAda;Paris, FR\n', 'utf-8', ';'],
    ['tabs', 'name\tcity\nZoë\tKöln\nAda\tParis, FR', 'utf-8', '\t'],
    ['bars', 'name|city\r\nZoë|Köln\r\nAda|Paris, FR\r\n', 'utf-8', '|'],
    ["Excel's hint", 'sep=;\r\nname;city\r\nZoë;Köln\r\nAda;Paris, FR\r\n', 'utf-8', ';'],
    ['old line ends', 'name;city\rZoë;Köln\rAda;Paris, FR\r', 'utf-8', ';'],
    ['blank lines', 'name,city\n\nZoë,Köln\n,\nAda,"Paris, FR"\n\n', 'utf-8', ','],
  ])('in %s', async (_, content, encoding, delimiter) => {
    expect(await read(content)).toEqual({ header: ['name', 'city'], rows, encoding, delimiter })
  })

  it('keeps emoji, right-to-left text, quotes, line breaks and formulas as they are', async () => {
    const cells = ['🚀 Ønsk', 'شركة النور', 'a "b" c', 'two\nlines', '=cmd()']
    const line = cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')
    expect((await read(`a,b,c,d,e\n${line}\n`)).rows).toEqual([cells])
  })

  it('keeps rows of another length than the header for the check to explain', async () => {
    expect((await read('a,b,c\n1,2\n1,2,3,4\n')).rows).toEqual([
      ['1', '2'],
      ['1', '2', '3', '4'],
    ])
  })
})

describe('a file that cannot be read says why', () => {
  it.each([
    ['nothing', '', /empty/],
    ['blank lines', '\n \n', /empty/],
    ['a header only', 'name,city\n', /no rows/],
    ['one column', 'name\nZoë\n', /one column/],
    ['no table', 'Dear Sir or Madam\n\nplease find\n', /one column/],
    ['an Excel file', Buffer.from('PK\u0003\u0004rest'), /Excel/],
    ['a PDF', '%PDF-1.7\n', /PDF/],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 0, 0]), /not a text file/],
    ['zeros further down', `a,b\n${'x,y\n'.repeat(2000)}x,\0\n`, /not a? ?text/],
    ['the same column twice', 'name,city,Name\n1,2,3\n', /Line 1, column 3.*column 1/],
    ['a column without a name', 'name,,city\n1,2,3\n', /Line 1, column 2/],
    ['no header', 'Zoë,zoe@example.com,3/1/2017\nAda,b@c.de,1\n', /Line 1, column 2.*not a name/],
    [
      'an open quote',
      'name,city\nZoë,Köln\nAda,"Paris\nEve,Rome\n',
      /Line 3, column 2.*never closed/,
    ],
    ['a stray quote', 'name,city\nZoë,Kö"ln\n', /Line 2, column 2.*quote/],
    ['text after a quote', 'name,city\nZoë,"Kö"ln\n', /Line 2, column 2.*closing quote/],
    [
      'too many columns',
      `${Array.from({ length: 101 }, (_, n) => `c${n}`).join()}\n`,
      /101 columns/,
    ],
    ['a row without end', `a,b\n1,"${'x'.repeat(250_000)}`, /Line 2.*never closed/],
    ['too many rows', `a,b\n${'1,2\n'.repeat(200_001)}`, /more than 200,000 rows/],
  ])('%s', async (_, content, message) => {
    await expect(read(content)).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringMatching(message),
    })
  })
})
