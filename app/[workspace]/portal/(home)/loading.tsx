import { PageHeader } from '@/components/shell/page-header'
import { SentenceLoading } from '@/components/table/list-loading'
import { Card } from '@/components/ui/card'
import { Skeleton } from '@/components/ui/skeleton'
import { StatsLoading } from '@/components/ui/stats-loading'
import { shownEarnings } from '../../_components/earnings-stats'

export default function Loading() {
  return (
    <>
      <PageHeader
        title={<Skeleton className="h-7 w-40" />}
        description={<SentenceLoading />}
        actions={<Skeleton className="h-8 w-32 rounded-md" />}
      />
      <StatsLoading labels={shownEarnings.map(([, label]) => label)} />
      <div className="grid items-start gap-5 lg:grid-cols-[3fr_2fr]">
        <div className="flex min-w-0 flex-col gap-5">
          <Card title="Next payout">
            <Skeleton className="h-14" />
          </Card>
          <Card title="Latest">
            <Skeleton className="h-80" />
          </Card>
        </div>
        <div className="flex min-w-0 flex-col gap-5">
          <Card title="Your tier">
            <Skeleton className="h-24" />
          </Card>
          <Card title="Your referral link">
            <Skeleton className="h-28" />
          </Card>
        </div>
      </div>
    </>
  )
}
