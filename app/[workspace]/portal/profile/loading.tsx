import { PageHeader } from '@/components/shell/page-header'
import { SentenceLoading } from '@/components/table/list-loading'
import { Card } from '@/components/ui/card'
import { Skeleton } from '@/components/ui/skeleton'

export default function Loading() {
  return (
    <>
      <PageHeader title="Your profile" description={<SentenceLoading />} />
      <div className="grid items-start gap-5 lg:grid-cols-2">
        <Card title="Payout details" description={<SentenceLoading />}>
          <FieldsLoading count={3} />
        </Card>
        <div className="flex min-w-0 flex-col gap-5">
          <Card title="About you">
            <FieldsLoading count={4} />
          </Card>
          <Card title="Account">
            <Skeleton className="h-26" />
          </Card>
        </div>
      </div>
    </>
  )
}

const FieldsLoading = ({ count }: { count: number }) => (
  <div className="flex flex-col gap-4">
    {Array.from({ length: count }, (_, field) => (
      <div key={field} className="flex flex-col gap-1.5">
        <Skeleton className="h-5 w-24" />
        <Skeleton className="h-8 rounded-md" />
      </div>
    ))}
    <Skeleton className="ml-auto h-8 w-32 rounded-md" />
  </div>
)
