import type { SearchParams } from '../../_components/list-params'
import { DashboardPage } from './_components/dashboard-page'

export const metadata = { title: 'Analytics' }

type Props = { params: Promise<{ workspace: string }>; searchParams: SearchParams }

export default async function AnalyticsPage({ params, searchParams }: Props) {
  return <DashboardPage slug={(await params).workspace} searchParams={searchParams} />
}
