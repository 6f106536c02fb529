import { PageHeader } from '@/components/shell/page-header'

export const ImportsHeader = () => (
  <PageHeader
    title="Imports"
    description="Bring leads, customers and directories of other systems. You see every row before anything is imported, and the same file twice adds nothing."
  />
)
