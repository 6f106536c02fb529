import { PublicShell } from '@/components/shell/public-shell'
import { Callout } from '@/components/ui/callout'
import { TextLink } from '@/components/ui/text-link'
import { ask } from '@/lib/api/actions'
import { applications } from '@/lib/applications/procedures'
import { ApplicationForm } from '../_components/application-form'
import { CountVisit } from '../_components/count-visit'
import { campaignOf, referralCodeOf, referredHref } from '../referral'

type Props = {
  params: Promise<{ workspace: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata({ params }: Props) {
  const { name } = await ask(applications.programme, undefined, { slug: (await params).workspace })
  return { title: `Apply to ${name}` }
}

export default async function ApplyPage({ params, searchParams }: Props) {
  const { workspace: slug } = await params
  const programme = await ask(applications.programme, undefined, { slug })
  const came = await searchParams
  const programmeHref = referredHref(`/p/${slug}`, came)
  return (
    <PublicShell name={programme.name} href={programmeHref}>
      <CountVisit slug={slug} campaign={campaignOf(came)} />
      <div className="flex flex-col gap-1">
        <h1 className="font-semibold text-2xl tracking-tight">Apply as a partner</h1>
        <p className="text-muted">
          Two minutes. What you type is kept on this device until you send it.
        </p>
      </div>
      {programme.acceptsApplications ? (
        <ApplicationForm slug={slug} name={programme.name} referralCode={referralCodeOf(came)} />
      ) : (
        <Callout tone="info">
          This programme takes no new partners at the moment.{' '}
          <TextLink href={programmeHref}>Back to the programme</TextLink>
        </Callout>
      )}
    </PublicShell>
  )
}
