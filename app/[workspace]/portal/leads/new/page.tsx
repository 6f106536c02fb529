import { PageHeader } from '@/components/shell/page-header'
import { requirePage } from '@/lib/api/request'
import { RegisterClient } from '../../_components/register-client'

type Props = { params: Promise<{ workspace: string }> }

export const metadata = { title: 'Register a client' }

export default async function NewClientPage({ params }: Props) {
  const { workspace: slug } = await params
  const { actor } = await requirePage(slug)
  return (
    <>
      <PageHeader
        breadcrumb={[
          { label: 'Your leads', href: `/${slug}/portal/leads` },
          { label: 'Register a client' },
        ]}
        title="Register a client"
        description="Do this before you introduce them: from then on nobody else can register them."
      />
      <RegisterClient slug={slug} currency={actor.workspace.currency} />
    </>
  )
}
