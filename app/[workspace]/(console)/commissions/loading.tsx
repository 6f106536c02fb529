import { ListLoading } from '../../_components/list-loading'
import { shownSums } from './_components/status-sums'

export default function Loading() {
  return (
    <ListLoading
      title="Commissions"
      described
      stats={shownSums.map(([, label]) => label)}
      columns={7}
    />
  )
}
