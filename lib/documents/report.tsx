import { Document, Page, renderToBuffer, StyleSheet, Text, View } from '@react-pdf/renderer'
import { cellWords, isNumber } from '../reports/cells'
import { limits } from '../reports/labels'
import { rangeWords } from '../reports/period'
import type { Column, DataRow, ReportData } from '../reports/schema'
import { formatLong } from '../time'
import { registerFonts } from './fonts'
import { Charts } from './report-charts'
import { type Line, paperFor, sheetsOf, shownColumns } from './report-sheets'

const muted = '#5c5f66'
const styles = StyleSheet.create({
  page: { fontFamily: 'DejaVu', padding: 40, paddingBottom: 60, color: '#16181d' },
  header: { flexDirection: 'row', justifyContent: 'space-between', marginBottom: 18 },
  title: { fontSize: 17, fontWeight: 700, marginBottom: 4 },
  muted: { color: muted },
  right: { alignItems: 'flex-end', maxWidth: '40%' },
  heads: {
    flexDirection: 'row',
    borderBottomWidth: 1,
    borderColor: '#16181d',
    paddingBottom: 3,
    fontWeight: 700,
  },
  heading: { fontSize: 9.5, fontWeight: 700, marginTop: 10, marginBottom: 3 },
  row: { flexDirection: 'row', paddingVertical: 3, borderBottomWidth: 0.5, borderColor: '#e3e4e8' },
  total: { flexDirection: 'row', paddingVertical: 3.5, borderTopWidth: 1, fontWeight: 700 },
  number: { flex: 1, textAlign: 'right', paddingLeft: 6 },
  date: { flex: 1 },
  text: { flex: 1.8, paddingRight: 6 },
  notes: { marginTop: 16, color: muted, fontSize: 7.5 },
  footer: {
    position: 'absolute',
    bottom: 28,
    left: 40,
    right: 40,
    flexDirection: 'row',
    justifyContent: 'space-between',
    color: muted,
    fontSize: 7.5,
  },
})

const styleOf = (column: Column) =>
  isNumber(column) ? styles.number : column.type === 'date' ? styles.date : styles.text

type RowProps = { row: DataRow; columns: readonly Column[]; currency: string; total?: string }

function Row({ row, columns, currency, total }: RowProps) {
  const words = (column: Column, at: number) => {
    if (!total || isNumber(column)) return cellWords(row[column.key], column, currency)
    return at === 0 ? total : ''
  }
  return (
    <View style={total ? styles.total : styles.row} wrap={false}>
      {columns.map((column, at) => (
        <Text key={column.key} style={styleOf(column)}>
          {words(column, at)}
        </Text>
      ))}
    </View>
  )
}

function Sheet({ sheet, data }: { sheet: Line[]; data: ReportData }) {
  const { currency } = data
  const columns = shownColumns(data)
  return (
    <View>
      <View style={styles.heads} fixed>
        {columns.map((column) => (
          <Text key={column.key} style={styleOf(column)}>
            {column.label}
          </Text>
        ))}
      </View>
      {sheet.map((line, at) =>
        line.kind === 'heading' ? (
          <Text key={at} style={styles.heading}>
            {line.label}
          </Text>
        ) : (
          <Row
            key={at}
            row={line.row}
            columns={columns}
            currency={currency}
            {...(line.kind === 'total' ? { total: line.label } : {})}
          />
        ),
      )}
      {data.rowCount === 0 && (
        <Text style={[styles.muted, { paddingVertical: 6 }]}>Nothing happened in this period.</Text>
      )}
    </View>
  )
}

function Notes({ data }: { data: ReportData }) {
  const cut = data.rowCount > limits.pdfRows
  return (
    <View style={styles.notes}>
      {cut && (
        <Text>
          The first {limits.pdfRows.toLocaleString('en')} of {data.rowCount.toLocaleString('en')}{' '}
          rows. CSV and Excel hold them all; the totals are those of all.
        </Text>
      )}
      {data.notes.map((note) => (
        <Text key={note}>{note}</Text>
      ))}
      {data.definitions.map(({ metric, label, definition }) => (
        <Text key={metric}>
          {label}: {definition}
        </Text>
      ))}
    </View>
  )
}

function Header({ data }: { data: ReportData }) {
  const { title, workspace, period, compared, timezone, asOf, filters } = data
  return (
    <View style={styles.header}>
      <View style={{ flex: 1 }}>
        <Text style={styles.title}>{title}</Text>
        <Text>{rangeWords(period)}</Text>
        {compared && <Text style={styles.muted}>Compared with {rangeWords(compared)}</Text>}
        {filters.map((words) => (
          <Text key={words} style={styles.muted}>
            {words}
          </Text>
        ))}
      </View>
      <View style={styles.right}>
        <Text style={{ fontWeight: 700 }}>{workspace}</Text>
        <Text style={styles.muted}>As of {formatLong(asOf, timezone)}</Text>
      </View>
    </View>
  )
}

function ReportDocument({ data }: { data: ReportData }) {
  const { title, workspace, period, timezone, columns } = data
  const sheets = sheetsOf(data)
  const { size, orientation, fontSize } = paperFor(columns)
  return (
    <Document title={`${title}, ${rangeWords(period)}`} author={workspace} language="en">
      {sheets.map((sheet, at) => (
        <Page key={at} size={size} orientation={orientation} style={[styles.page, { fontSize }]}>
          {at === 0 && <Header data={data} />}
          {at === 0 && <Charts data={data} />}
          <Sheet sheet={sheet} data={data} />
          {at === sheets.length - 1 && <Notes data={data} />}
          <View style={styles.footer} fixed>
            <Text>
              {title}. Days in {timezone}. Amounts in {data.currency}.
            </Text>
            <Text render={({ pageNumber, totalPages }) => `${pageNumber} of ${totalPages}`} />
          </View>
        </Page>
      ))}
    </Document>
  )
}

/** A report as PDF. */
export async function renderReport(data: ReportData): Promise<Buffer> {
  registerFonts()
  return renderToBuffer(<ReportDocument data={data} />)
}
