import { Card } from '@/components/ui/card'
import { Skeleton } from '@/components/ui/skeleton'

export default function Loading() {
  return (
    <div className="flex flex-col gap-4">
      <Skeleton className="h-4 w-40" />
      <Skeleton className="h-7 w-96 max-w-full" />
      <Skeleton className="h-9" />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_minmax(20rem,24rem)]">
        <div className="flex min-w-0 flex-col gap-4">
          <Card title="What to do">
            <Skeleton className="h-40" />
          </Card>
          <Card title={<Skeleton className="h-5 w-32" />}>
            <Skeleton className="h-64" />
          </Card>
        </div>
        <Card title="What came of it">
          <Skeleton className="h-80" />
        </Card>
      </div>
    </div>
  )
}
