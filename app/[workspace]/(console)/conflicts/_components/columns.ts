import { mutedCell, statusCell, timeCell } from '@/components/table/cells'
import type { Column } from '@/components/table/columns'
import type { ConflictItem } from '@/lib/leads/conflict-schema'
import { type ConflictState, conflictStateLabels, keyText } from '@/lib/leads/labels'
import { conflictTones } from '../../../_components/tones'

const ruledWords = { keep: 'Kept', transfer: 'Transferred', release: 'Released' } as const

/** "Kept" says more than "Ruled". */
export const stateLabel = ({
  state,
  ruling,
}: {
  state: ConflictState
  ruling: ConflictItem['ruling']
}) => (ruling ? ruledWords[ruling] : conflictStateLabels[state])

export const conflictColumns = (timeZone: string): Column<ConflictItem>[] => [
  { id: 'client', header: 'Client', fixed: true, cell: (row) => row.clientName },
  { id: 'holder', header: 'Held by', cell: (row) => row.holder.partnerName },
  { id: 'contender', header: 'Also registered by', cell: (row) => row.contender.partnerName },
  { id: 'keys', header: 'Both name', cell: (row) => mutedCell(row.keys.map(keyText).join(', ')) },
  {
    id: 'state',
    header: 'State',
    cell: (row) => statusCell(conflictTones[row.state], stateLabel(row)),
  },
  {
    id: 'protected',
    header: 'Protected until',
    align: 'end',
    cell: (row) => (row.protectedUntil ? timeCell(row.protectedUntil, timeZone) : 'For good'),
  },
  {
    id: 'created',
    header: 'Since',
    align: 'end',
    sort: 'created',
    cell: (row) => timeCell(row.createdAt, timeZone),
  },
]
