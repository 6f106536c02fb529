import { notFound } from 'next/navigation'
import { PageHeader } from '@/components/shell/page-header'
import { ask } from '@/lib/api/actions'
import { requirePage } from '@/lib/api/request'
import { may } from '@/lib/auth/permissions'
import { partners } from '@/lib/partners/procedures'
import { programme } from '@/lib/programme/procedures'
import { idParam, type SearchParams } from '../../../_components/list-params'
import { RegisterLead } from '../_components/register-lead'

type Props = { params: Promise<{ workspace: string }>; searchParams: SearchParams }

export const metadata = { title: 'Register a lead' }

export default async function NewLeadPage({ params, searchParams }: Props) {
  const { workspace: slug } = await params
  const { actor } = await requirePage(slug)
  if (!may(actor, 'leads.register')) notFound()
  const url = { pathname: '', params: await searchParams }
  const id = idParam(url, 'partner')
  const [partner, campaigns] = await Promise.all([
    id ? ask(partners.find, slug, { id }) : null,
    ask(programme.campaigns, slug, {}),
  ])

  return (
    <>
      <PageHeader
        breadcrumb={[{ label: 'Leads', href: `/${slug}/leads` }, { label: 'Register' }]}
        title="Register a lead"
        description="On a partner’s behalf. From then on nobody else can register the client."
      />
      <RegisterLead
        slug={slug}
        currency={actor.workspace.currency}
        campaigns={campaigns}
        partner={
          partner?.status === 'active'
            ? { id: partner.id, name: partner.name, company: partner.company }
            : null
        }
      />
    </>
  )
}
