import { requirePage } from '@/lib/api/request'
import { listParams, type SearchParams } from './list-params'

export type ListPageProps = { params: Promise<{ workspace: string }>; searchParams: SearchParams }

/** What every list page begins with: who asks, and what the address says. */
export async function openList<S extends string>(
  { params, searchParams }: ListPageProps,
  path: string,
  sorts: readonly S[],
  usual: `${'' | '-'}${NoInfer<S>}`,
) {
  const { workspace: slug } = await params
  const { actor } = await requirePage(slug)
  const url = { pathname: `/${slug}/${path}`, params: await searchParams }
  return { slug, actor, url, ...listParams(url, sorts, usual) }
}
