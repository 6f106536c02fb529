import { Document, Page, renderToBuffer, StyleSheet, Text, View } from '@react-pdf/renderer'
import { transactionLabels } from '../ledger/schema'
import { formatMoney } from '../money'
import type { Statement, StatementSums } from '../statements/schema'
import { formatDate, formatMonth } from '../time'
import { registerFonts } from './fonts'

const muted = '#5c5f66'
const styles = StyleSheet.create({
  page: { fontFamily: 'DejaVu', fontSize: 9, padding: 48, paddingBottom: 64, color: '#16181d' },
  header: { flexDirection: 'row', justifyContent: 'space-between', marginBottom: 28 },
  title: { fontSize: 18, fontWeight: 700, marginBottom: 4 },
  muted: { color: muted },
  right: { alignItems: 'flex-end' },
  section: { marginBottom: 22 },
  sum: { flexDirection: 'row', justifyContent: 'space-between', paddingVertical: 3 },
  total: { borderTopWidth: 1, borderColor: '#16181d', fontWeight: 700 },
  heading: { fontSize: 11, fontWeight: 700, marginBottom: 6 },
  row: {
    flexDirection: 'row',
    paddingVertical: 3.5,
    borderBottomWidth: 0.5,
    borderColor: '#e3e4e8',
  },
  date: { width: 66, color: muted },
  what: { width: 116 },
  about: { flex: 1, paddingRight: 8 },
  amount: { width: 92, textAlign: 'right' },
  footer: {
    position: 'absolute',
    bottom: 30,
    left: 48,
    right: 48,
    flexDirection: 'row',
    justifyContent: 'space-between',
    color: muted,
    fontSize: 7.5,
  },
})

type Line = [label: string, minor: number, total?: boolean]

function Sums({ sums }: { sums: StatementSums }) {
  const { currency, opening, earned, clawedBack, converted, paid, closing } = sums
  const lines: Line[] = [
    ['Owed to you at the beginning', opening],
    ['Earned', earned],
    ['Clawed back', -clawedBack],
    ...(converted === 0 ? [] : [['Converted for payouts', converted] as Line]),
    ['Paid to you', -paid],
    ['Owed to you at the end', closing, true],
  ]
  return (
    <View style={styles.section} wrap={false}>
      {lines.map(([label, minor, total]) => (
        <View key={label} style={total ? [styles.sum, styles.total] : styles.sum}>
          <Text>{label}</Text>
          <Text>{formatMoney(minor === 0 ? 0 : minor, currency)}</Text>
        </View>
      ))}
    </View>
  )
}

function Lines({ sums, timeZone }: { sums: StatementSums; timeZone: string }) {
  if (sums.lines.length === 0)
    return <Text style={[styles.muted, styles.section]}>Nothing moved in this month.</Text>
  return (
    <View style={styles.section}>
      <Text style={styles.heading}>Movements in {sums.currency}</Text>
      {sums.lines.map((line, index) => (
        <View key={index} style={styles.row} wrap={false}>
          <Text style={styles.date}>{formatDate(line.occurredAt, timeZone)}</Text>
          <Text style={styles.what}>{transactionLabels[line.kind]}</Text>
          <Text style={styles.about}>{line.about ?? ''}</Text>
          <Text style={styles.amount}>{formatMoney(line.amount, sums.currency)}</Text>
        </View>
      ))}
      {sums.more > 0 && (
        <Text style={[styles.muted, { marginTop: 6 }]}>
          {sums.more.toLocaleString('en')} more movements are in the CSV of the ledger.
        </Text>
      )}
    </View>
  )
}

function StatementDocument({ statement }: { statement: Statement }) {
  const { workspace, partner, month, currencies } = statement
  const inWords = formatMonth(`${month}-15`, 'UTC')
  return (
    <Document title={`Statement ${month}, ${partner.name}`} author={workspace.name} language="en">
      <Page size="A4" style={styles.page}>
        <View style={styles.header}>
          <View>
            <Text style={styles.title}>Statement</Text>
            <Text style={styles.muted}>{inWords}</Text>
          </View>
          <View style={styles.right}>
            <Text style={{ fontWeight: 700 }}>{workspace.name}</Text>
            <Text style={styles.muted}>Partner programme</Text>
          </View>
        </View>
        <View style={styles.section}>
          <Text style={{ fontWeight: 700 }}>{partner.name}</Text>
          {partner.company && <Text>{partner.company}</Text>}
          {partner.email && <Text style={styles.muted}>{partner.email}</Text>}
          <Text style={styles.muted}>Partner code {partner.code}</Text>
        </View>
        {currencies.length === 0 && (
          <Text style={styles.muted}>
            Nothing has been earned or paid until the end of this month.
          </Text>
        )}
        {currencies.map((sums) => (
          <View key={sums.currency}>
            <Sums sums={sums} />
            <Lines sums={sums} timeZone={workspace.timezone} />
          </View>
        ))}
        <View style={styles.footer} fixed>
          <Text>
            Days in {workspace.timezone}. What waits for approval or is on its way counts as owed.
          </Text>
          <Text render={({ pageNumber, totalPages }) => `${pageNumber} of ${totalPages}`} />
        </View>
      </Page>
    </Document>
  )
}

/** A statement as PDF; its font holds Latin, Greek, Cyrillic, Arabic and Hebrew letters. */
export async function renderStatement(statement: Statement): Promise<File> {
  registerFonts()
  const pdf = await renderToBuffer(<StatementDocument statement={statement} />)
  const { workspace, partner, month } = statement
  return new File(
    [new Uint8Array(pdf)],
    `${workspace.slug}-statement-${month}-${partner.code}.pdf`,
    {
      type: 'application/pdf',
    },
  )
}
