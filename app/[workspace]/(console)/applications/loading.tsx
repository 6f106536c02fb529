import { ListLoading } from '../../_components/list-loading'

export default function Loading() {
  return <ListLoading title="Applications" described action columns={6} />
}
