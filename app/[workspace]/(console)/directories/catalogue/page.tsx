import { PageHeader } from '@/components/shell/page-header'
import { ask } from '@/lib/api/actions'
import { requirePage } from '@/lib/api/request'
import { directories } from '@/lib/directories/procedures'
import { CataloguePicker } from '../_components/catalogue-picker'

type Props = { params: Promise<{ workspace: string }> }

export const metadata = { title: 'Catalogue' }

export default async function CataloguePage({ params }: Props) {
  const { workspace: slug } = await params
  await requirePage(slug)
  const items = await ask(directories.catalogue, slug, {})
  return (
    <>
      <PageHeader
        breadcrumb={[
          { label: 'Directories', href: `/${slug}/directories` },
          { label: 'Catalogue' },
        ]}
        title="Catalogue"
        description="Well-known directories that ship with the product. Authority is left to your own tool: import it, or type it in."
      />
      <CataloguePicker slug={slug} items={items} />
    </>
  )
}
