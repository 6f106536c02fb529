import { formatValue } from '@/components/charts/format'
import { mutedCell, timeCell } from '@/components/table/cells'
import type { Column } from '@/components/table/columns'
import { visitorStageLabels } from '@/lib/applications/schema'
import type { Row, RowsTotal } from '@/lib/metrics/rows-schema'

type Frame = { timezone: string; currency: string }

const when = (header: string, { timezone }: Frame): Column<Row> => ({
  id: 'at',
  header,
  align: 'end',
  cell: (row) => timeCell(row.at, timezone, 'dateTime'),
})

const peopleColumns = (frame: Frame): Column<Row>[] => [
  { id: 'label', header: 'Person', fixed: true, cell: (row) => row.label },
  { id: 'detail', header: 'Partner', cell: (row) => mutedCell(row.detail ?? '–') },
  {
    id: 'began',
    header: 'Began',
    align: 'end',
    cell: (row) => timeCell(row.person?.began ?? row.at, frame.timezone, 'dateTime'),
  },
  when('When', frame),
  {
    id: 'events',
    header: 'Events',
    align: 'end',
    cell: (row) => formatValue(row.person?.events ?? null, 'count', frame.currency),
  },
]

const visitorColumns = (frame: Frame): Column<Row>[] => [
  { id: 'label', header: 'Visitor', fixed: true, cell: (row) => row.label },
  { id: 'detail', header: 'Campaign', cell: (row) => mutedCell(row.detail ?? '–') },
  {
    id: 'stage',
    header: 'Came to',
    cell: ({ visitor }) => mutedCell(visitor ? visitorStageLabels[visitor.stage] : ''),
  },
  {
    id: 'came',
    header: 'Visited',
    align: 'end',
    cell: (row) => timeCell(row.visitor?.came ?? row.at, frame.timezone, 'dateTime'),
  },
  when('When', frame),
]

/** What is shown of each row; its amount, where the figure is not just how many they are. */
export function rowColumns(
  { subject, unit, title }: RowsTotal,
  frame: Frame,
  ofFigure: boolean,
): Column<Row>[] {
  if (subject === 'person') return peopleColumns(frame)
  if (subject === 'visitor') return visitorColumns(frame)
  const columns: Column<Row>[] = [
    { id: 'label', header: 'Name', fixed: true, cell: (row) => row.label },
    { id: 'detail', header: 'Of', cell: (row) => mutedCell(row.detail ?? '') },
    when('When', frame),
  ]
  if (unit === 'count' || unit === 'percent') return columns
  const header = unit === 'money' && !ofFigure ? 'Amount' : title
  const value = ({ value }: Row) => formatValue(value, unit, frame.currency)
  return [...columns, { id: 'value', header, align: 'end', cell: value }]
}
