import { ListLoading } from '../../../_components/list-loading'

export default function Loading() {
  return <ListLoading title="Your payouts" described columns={6} />
}
