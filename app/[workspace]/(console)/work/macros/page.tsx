import { ask } from '@/lib/api/actions'
import { requirePage } from '@/lib/api/request'
import { macros } from '@/lib/macros/procedures'
import { MacroList } from '../../../_components/macros/macro-list'
import { WorkHeader } from '../_components/work-header'

export const metadata = { title: 'Macros' }

type Props = { params: Promise<{ workspace: string }> }

/** Texts that everybody on the team can use. */
export default async function MacrosPage({ params }: Props) {
  const { workspace: slug } = await params
  await requirePage(slug)
  const all = await ask(macros.list, slug, {})
  return (
    <>
      <WorkHeader
        slug={slug}
        current="/macros"
        description="Outcomes and texts that everybody fills in with one key. Each person can have more of their own."
      />
      <MacroList slug={slug} first={all} changes="shared" />
    </>
  )
}
