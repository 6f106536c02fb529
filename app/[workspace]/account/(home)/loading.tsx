import { PageHeader } from '@/components/shell/page-header'
import { SentenceLoading } from '@/components/table/list-loading'
import { Card } from '@/components/ui/card'
import { Skeleton } from '@/components/ui/skeleton'
import { StatsLoading } from '@/components/ui/stats-loading'

export default function Loading() {
  return (
    <>
      <PageHeader title={<Skeleton className="h-7 w-40" />} description={<SentenceLoading />} />
      <StatsLoading labels={['Live', 'On their way', 'Not live']} />
      <div className="grid items-start gap-5 lg:grid-cols-[3fr_2fr]">
        <div className="flex min-w-0 flex-col gap-5">
          <Card title="Batches">
            <Skeleton className="h-40" />
          </Card>
          <Card title="Newest live listings">
            <Skeleton className="h-40" />
          </Card>
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          <Card title="Credits">
            <Skeleton className="h-28" />
          </Card>
          <Card title="Your profile">
            <Skeleton className="h-14" />
          </Card>
        </div>
      </div>
    </>
  )
}
