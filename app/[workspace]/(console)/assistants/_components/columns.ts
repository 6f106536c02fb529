import { mutedCell, statusCell, timeCell } from '@/components/table/cells'
import type { Column } from '@/components/table/columns'
import { languageLabel, skillLabel } from '@/lib/assistants/labels'
import type { AssistantItem } from '@/lib/assistants/schema'
import { standing, zoneName } from '../../../_components/assistants/presence'

const figure = (value: number | null, unit = '') =>
  value === null ? mutedCell('–') : `${value.toLocaleString('en-US')}${unit}`

export const assistantColumns = (timeZone: string): Column<AssistantItem>[] => [
  { id: 'name', header: 'Name', fixed: true, sort: 'name', cell: (row) => row.name },
  { id: 'now', header: 'Now', cell: (row) => statusCell(...standing(row)) },
  {
    id: 'load',
    header: 'Load',
    align: 'end',
    cell: (row) =>
      row.status === 'active' ? `${row.load} of ${row.maxConcurrentTasks}` : mutedCell('–'),
  },
  {
    id: 'late',
    header: 'Late',
    align: 'end',
    cell: (row) => (row.late > 0 ? statusCell('danger', String(row.late)) : mutedCell('0')),
  },
  {
    id: 'skills',
    header: 'Skills',
    cell: (row) =>
      Object.entries(row.skills)
        .map(([skill, level]) => `${skillLabel(skill)} ${level}`)
        .join(', ') || mutedCell('None yet'),
  },
  {
    id: 'languages',
    header: 'Languages',
    cell: (row) => row.languages.map(languageLabel).join(', ') || mutedCell('None yet'),
  },
  { id: 'zone', header: 'Time zone', cell: (row) => zoneName(row.timezone) },
  { id: 'email', header: 'E-mail', hidden: true, cell: (row) => row.email },
  {
    id: 'done',
    header: 'Finished',
    align: 'end',
    hidden: true,
    cell: (row) => row.completedTasks.toLocaleString('en-US'),
  },
  {
    id: 'success',
    header: 'Success',
    align: 'end',
    hidden: true,
    cell: (row) => figure(row.successRate, ' %'),
  },
  {
    id: 'quality',
    header: 'Quality',
    align: 'end',
    hidden: true,
    cell: (row) => figure(row.averageQualityScore, ' of 5'),
  },
  {
    id: 'joined',
    header: 'Since',
    sort: 'joined',
    firstDescending: true,
    align: 'end',
    hidden: true,
    cell: (row) => timeCell(row.createdAt, timeZone),
  },
]
