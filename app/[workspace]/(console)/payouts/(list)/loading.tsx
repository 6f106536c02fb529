import { ListLoading } from '../../../_components/list-loading'

export default function Loading() {
  return <ListLoading title="Payouts" described action columns={7} />
}
