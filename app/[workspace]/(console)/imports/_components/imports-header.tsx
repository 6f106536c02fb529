import { PageHeader } from '@/components/shell/page-header'

export const ImportsHeader = () => (
  <PageHeader
    title="Imports"
    description="Bring the deals of another system with their history. Commissions of past deals are computed in the order they closed."
  />
)
