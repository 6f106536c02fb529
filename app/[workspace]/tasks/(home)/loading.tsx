import { PageHeader } from '@/components/shell/page-header'
import { SentenceLoading } from '@/components/table/list-loading'
import { Card } from '@/components/ui/card'
import { Skeleton } from '@/components/ui/skeleton'

export default function Loading() {
  return (
    <>
      <PageHeader title={<Skeleton className="h-7 w-40" />} description={<SentenceLoading />} />
      <Skeleton className="h-10 w-36 rounded-md" />
      <div className="grid items-start gap-5 lg:grid-cols-[3fr_2fr]">
        <Card title="In your hands">
          <Skeleton className="h-24" />
        </Card>
        <Card title="Your day">
          <Skeleton className="h-24" />
        </Card>
      </div>
    </>
  )
}
