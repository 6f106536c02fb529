import type { Format } from '../labels'
import type { ReportData } from '../schema'
import { toCsv } from './csv'

/** "won-value-2026-10-01-2026-10-31.pdf": letters of any script, and nothing that a path could be made of. */
export function fileNameOf(
  { title, period }: Pick<ReportData, 'title' | 'period'>,
  format: Format,
) {
  const words = title
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 60)
  return `${words || 'report'}-${period.from}-${period.to}.${format}`
}

const bytesOf = async (file: File) => Buffer.from(await file.arrayBuffer())

/** A report as the bytes of a file. */
export async function renderFile(data: ReportData, format: Format): Promise<Buffer> {
  switch (format) {
    case 'json':
      return Buffer.from(JSON.stringify(data))
    case 'csv':
      return bytesOf(toCsv(data, fileNameOf(data, format)))
    case 'xlsx':
      return (await import('./xlsx')).toXlsx(data)
    case 'pdf':
      return (await import('../../documents/report')).renderReport(data)
  }
}
