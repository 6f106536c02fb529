import { ListLoading } from '../../../_components/list-loading'

export default function Loading() {
  return <ListLoading columns={7} />
}
