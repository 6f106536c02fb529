import { PageHeader } from '@/components/shell/page-header'
import { SentenceLoading } from '@/components/table/list-loading'
import { Card } from '@/components/ui/card'
import { Skeleton } from '@/components/ui/skeleton'

export default function Loading() {
  return (
    <>
      <PageHeader title="Your profile" description={<SentenceLoading />} />
      <Card>
        <Skeleton className="h-14" />
      </Card>
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <Card title="About the business">
          <Skeleton className="h-96" />
        </Card>
        <Card title="Contact">
          <Skeleton className="h-56" />
        </Card>
      </div>
    </>
  )
}
