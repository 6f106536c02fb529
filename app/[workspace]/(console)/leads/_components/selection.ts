import { listParam, type TableUrl, textParam } from '@/components/table/table-url'
import { leadStatuses } from '@/lib/leads/schema'
import { idParam, oneOf } from '../../../_components/list-params'

/** The filters of table and board, as the URL says them. */
export const selectionOf = (url: TableUrl) => ({
  status: oneOf(leadStatuses, listParam(url, 'status')),
  partnerId: idParam(url, 'partner'),
  importId: idParam(url, 'import'),
  search: textParam(url, 'q').slice(0, 200) || undefined,
})
