import { notFound } from 'next/navigation'
import { which } from '@/lib/dashboards/schema'
import type { SearchParams } from '../../../_components/list-params'
import { DashboardPage } from '../_components/dashboard-page'

export const metadata = { title: 'Analytics' }

type Props = {
  params: Promise<{ workspace: string; dashboard: string }>
  searchParams: SearchParams
}

export default async function OneDashboardPage({ params, searchParams }: Props) {
  const { workspace, dashboard } = await params
  if (!which.safeParse(dashboard).success) notFound()
  return <DashboardPage slug={workspace} which={dashboard} searchParams={searchParams} />
}
