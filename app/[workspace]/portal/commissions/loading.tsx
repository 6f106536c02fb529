import { ListLoading } from '../../_components/list-loading'

export default function Loading() {
  return <ListLoading title="Your commissions" described columns={6} />
}
