import { PageHeader } from '@/components/shell/page-header'
import { ask } from '@/lib/api/actions'
import { macros } from '@/lib/macros/procedures'
import { MacroList } from '../../_components/macros/macro-list'

export const metadata = { title: 'Macros' }

type Props = { params: Promise<{ workspace: string }> }

/** One's own texts, beside those of the team. */
export default async function OwnMacrosPage({ params }: Props) {
  const { workspace: slug } = await params
  const all = await ask(macros.list, slug, {})
  return (
    <>
      <PageHeader
        title="Macros"
        description="What you write again and again, filled in with one key. Yours are for you alone; your team’s are there too."
      />
      <MacroList slug={slug} first={all} changes="own" />
    </>
  )
}
