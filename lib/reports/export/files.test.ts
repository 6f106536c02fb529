import { createRequire } from 'node:module'
import loadQpdf from '@neslinesli93/qpdf-wasm'
import { parse } from 'csv-parse/sync'
import { strFromU8, unzipSync } from 'fflate'
import { extractText, getDocumentProxy } from 'unpdf'
import { describe, expect, it } from 'vitest'
import { limits } from '../labels'
import { type ReportData, reportData } from '../schema'
import { fileNameOf, renderFile } from './file'

const nasty = [
  '=HYPERLINK("https://evil.example";"Click")',
  '+1+1',
  '-2',
  '@SUM(A1)',
  '\t=1',
  'Quote " comma, semicolon; and\nnewline',
  'Ünïcode Ωμέγα Київ ✓',
  '<b>&amp;</b>',
]

const columns: ReportData['columns'] = [
  { key: 'day', label: 'Month', type: 'date', role: 'interval', metric: null },
  { key: 'group', label: 'Partner', type: 'text', role: 'group', metric: null },
  { key: 'won_value', label: 'Won value', type: 'money', role: 'value', metric: 'won_value' },
  {
    key: 'won_value_change',
    label: 'Won value, change',
    type: 'percent',
    role: 'change',
    metric: 'won_value',
  },
  { key: 'leads', label: 'Leads', type: 'count', role: 'value', metric: 'leads' },
  { key: 'win_rate', label: 'Win rate', type: 'percent', role: 'value', metric: 'win_rate' },
]

const rows = nasty.map((group, at) => ({
  day: '2026-03-01',
  group,
  group_key: null,
  won_value: (at - 1) * 123_456,
  won_value_change: at === 0 ? null : -12.5,
  leads: at,
  win_rate: at === 0 ? null : 45.25,
}))

const sample = (more: Partial<ReportData> = {}): ReportData =>
  reportData.parse({
    title: 'Won value / partners ✓',
    workspace: 'Northlight',
    period: { from: '2026-03-01', to: '2026-04-30' },
    compared: { from: '2025-12-30', to: '2026-02-28' },
    timezone: 'Europe/Berlin',
    currency: 'EUR',
    asOf: '2026-05-01T06:00:00.000Z',
    filters: ['Tier: Gold'],
    notes: ['A note of what is missing.'],
    definitions: [{ metric: 'leads', label: 'Leads', definition: 'Leads by their day.' }],
    columns,
    sections: [
      { label: 'March 2026', rows, totals: { day: '2026-03-01', won_value: 2_469_120, leads: 28 } },
      {
        label: 'April 2026',
        rows: [{ ...rows[1], day: '2026-04-01' }],
        totals: { day: '2026-04-01', won_value: 0, leads: 1 },
      },
    ],
    totals: { won_value: 2_469_120, won_value_change: 3, leads: 29, win_rate: 45.25 },
    rowCount: rows.length + 1,
    ...more,
  })

describe('CSV', () => {
  it('gives back every cell, and none that would be computed', async () => {
    const text = (await renderFile(sample(), 'csv')).toString('utf8')
    expect(text.startsWith('\ufeff')).toBe(true)
    const lines: string[][] = parse(text, { bom: true, relax_column_count: true })
    expect(lines[0]).toEqual([
      'Month',
      'Partner',
      'Won value (EUR)',
      'Won value, change (%)',
      'Leads',
      'Win rate (%)',
    ])
    for (const [at, name] of nasty.entries()) {
      const cell = lines[at + 1]?.[1] as string
      expect(cell).toBe(/^[=+\-@\t]/.test(name) ? `'${name}` : name)
    }
    // Negative amounts stay numbers.
    expect(lines[1]).toEqual(['2026-03-01', `'${nasty[0]}`, '-1234.56', '', '0', ''])
    expect(lines.at(-1)?.[0]).toContain('9 rows. Tier: Gold. 1 Mar 2026 to 30 Apr 2026.')
    expect(lines).toHaveLength(11)
  })
})

describe('JSON', () => {
  it('is the data itself', async () => {
    const data = sample()
    expect(reportData.parse(JSON.parse((await renderFile(data, 'json')).toString()))).toEqual(data)
  })
})

/** Cells of a sheet by their place, with type, style and value. */
function sheetOf(file: Uint8Array, name: string) {
  const parts = unzipSync(file)
  const xml = (path: string) => strFromU8(parts[path] as Uint8Array)
  const strings = [...xml('xl/sharedStrings.xml').matchAll(/<si>(.*?)<\/si>/gs)].map(([, si]) =>
    (si as string)
      .replace(/<[^>]+>/g, '')
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&quot;/g, '"')
      .replace(/&apos;/g, "'")
      .replace(/&amp;/g, '&'),
  )
  const styles = xml('xl/styles.xml')
  const formats = new Map(
    [...styles.matchAll(/<numFmt numFmtId="(\d+)" formatCode="([^"]*)"/g)].map(([, id, code]) => [
      id as string,
      (code as string).replace(/&quot;/g, '"'),
    ]),
  )
  const cellXfs = /<cellXfs[^>]*>(.*?)<\/cellXfs>/s.exec(styles)?.[1] ?? ''
  const xfs = [...cellXfs.matchAll(/<xf ([^>]*)/g)].map(
    ([, attributes]) => /numFmtId="(\d+)"/.exec(attributes as string)?.[1] ?? '0',
  )
  const cells = new Map<string, { type: string; format: string | undefined; value: string }>()
  for (const [, attributes, body] of xml(name).matchAll(/<c ([^>]*)>(.*?)<\/c>/gs)) {
    const at = (key: string) => new RegExp(`${key}="([^"]*)"`).exec(attributes as string)?.[1]
    const raw = /<v>(.*?)<\/v>/s.exec(body as string)?.[1] ?? ''
    const type = at('t') ?? 'n'
    cells.set(at('r') as string, {
      type,
      format: formats.get(xfs[Number(at('s') ?? 0)] ?? ''),
      value: type === 's' ? (strings[Number(raw)] ?? '') : raw,
    })
  }
  return cells
}

describe('XLSX', () => {
  it('opens again with the types that the cells have', async () => {
    const file = await renderFile(sample(), 'xlsx')
    const cells = sheetOf(file, 'xl/worksheets/sheet1.xml')
    expect(cells.get('B1')?.value).toBe('Partner')
    for (const [at, name] of nasty.entries()) {
      expect(cells.get(`B${at + 2}`)?.type).toBe('s')
      expect(cells.get(`B${at + 2}`)?.value).toBe(name.replace(/^\t/, '\t'))
    }
    // 1 March 2026, in Excel's days.
    expect(cells.get('A2')).toEqual({ type: 'n', format: 'yyyy-mm-dd', value: '46082' })
    expect(cells.get('C2')).toEqual({
      type: 'n',
      format: '#,##0.00 "EUR";-#,##0.00 "EUR"',
      value: '-1234.56',
    })
    expect(cells.get('E3')).toEqual({ type: 'n', format: '#,##0', value: '1' })
    expect(cells.get('F3')).toEqual({ type: 'n', format: '0.0%', value: '0.4525' })
    expect(cells.get('D2')?.value ?? '').toBe('')
    expect(cells.get('A11')?.value).toBe('Total')
    expect(cells.get('C11')?.value).toBe('24691.2')
    expect(Object.keys(unzipSync(file)).join()).not.toContain('vba')
  })

  it('says on a second sheet what the numbers mean', async () => {
    const cells = sheetOf(await renderFile(sample(), 'xlsx'), 'xl/worksheets/sheet2.xml')
    expect(cells.get('B3')?.value).toBe('1 Mar 2026 to 30 Apr 2026')
    expect(cells.get('B6')?.value).toBe('Leads by their day.')
  })
})

const textOf = async (pdf: Uint8Array) =>
  (await extractText(await getDocumentProxy(new Uint8Array(pdf)), { mergePages: false })).text

const qpdfWasm = createRequire(import.meta.url).resolve('@neslinesli93/qpdf-wasm/dist/qpdf.wasm')

/** As `qpdf --check` judges it. */
async function checkedByQpdf(pdf: Uint8Array) {
  const qpdf = await loadQpdf({ locateFile: () => qpdfWasm })
  const files = qpdf.FS as typeof qpdf.FS & { writeFile: (path: string, data: Uint8Array) => void }
  files.writeFile('/report.pdf', pdf)
  return qpdf.callMain(['--check', '/report.pdf']) === 0 ? 'sound' : 'damaged'
}

describe('PDF', () => {
  it('can be read: title, days, zone, when, rows, totals, pages', async () => {
    const pages = await textOf(await renderFile(sample(), 'pdf'))
    const text = pages.join('\n')
    for (const words of [
      'Won value / partners ✓',
      '1 Mar 2026 to 30 Apr 2026',
      'Compared with 30 Dec 2025 to 28 Feb 2026',
      'Northlight',
      'As of Fri, 1 May 2026, 08:00 CEST',
      'Tier: Gold',
      'Days in Europe/Berlin. Amounts in EUR.',
      'March 2026',
      'Ünïcode Ωμέγα Київ',
      '€24,691.20',
      'Leads by their day.',
      'A note of what is missing.',
      '1 of 1',
    ])
      expect(text).toContain(words)
  })

  it('prints the first rows of very many, with the heads on every page, and says so', async () => {
    const many = Array.from({ length: limits.pdfRows + 500 }, (_, at) => ({
      day: '2026-03-01',
      group: `Partner ${at}`,
      won_value: at * 100,
      leads: 1,
    }))
    const pdf = await renderFile(
      sample({
        sections: [{ label: null, rows: many, totals: null }],
        rowCount: many.length,
        columns: columns.filter(({ key }) => key !== 'day'),
      }),
      'pdf',
    )
    const pages = await textOf(pdf)
    expect(pages.length).toBeGreaterThan(10)
    for (const page of pages) expect(page).toMatch(/Partner\s+Won value/)
    expect(pages.at(-1)).toContain(`${pages.length} of ${pages.length}`)
    expect(pages.join('\n')).toContain('The first 500 of 1,000 rows.')
    expect(pages.join('\n')).not.toContain('Partner 501')
  }, 120_000)

  it('is sound as qpdf sees it', async () => {
    const pdf = await renderFile(sample(), 'pdf')
    expect(await checkedByQpdf(pdf)).toBe('sound')
    expect(await checkedByQpdf(pdf.subarray(0, pdf.length / 2))).not.toBe('sound')
  })

  it('has a page for nothing, too', async () => {
    const empty = sample({
      sections: [{ label: null, rows: [], totals: null }],
      rowCount: 0,
      totals: { won_value: 0, leads: 0 },
    })
    expect((await textOf(await renderFile(empty, 'pdf'))).join()).toContain('Nothing happened')
  })
})

it('names files by letters and days alone', () => {
  const period = { from: '2026-03-01', to: '2026-03-31' }
  expect(fileNameOf({ title: '../../etc/passwd', period }, 'pdf')).toBe(
    'etc-passwd-2026-03-01-2026-03-31.pdf',
  )
  expect(fileNameOf({ title: 'Ümsätze / März "x"', period }, 'csv')).toBe(
    'ümsätze-märz-x-2026-03-01-2026-03-31.csv',
  )
  expect(fileNameOf({ title: '…', period }, 'json')).toBe('report-2026-03-01-2026-03-31.json')
})
