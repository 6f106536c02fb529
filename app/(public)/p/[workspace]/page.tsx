import { PublicShell } from '@/components/shell/public-shell'
import { ButtonLink } from '@/components/ui/button-link'
import { Callout } from '@/components/ui/callout'
import { ask } from '@/lib/api/actions'
import { applications } from '@/lib/applications/procedures'
import { Calculator } from './_components/calculator'
import { CountVisit } from './_components/count-visit'
import { TierTable } from './_components/tier-table'
import { campaignOf, referredHref } from './referral'

type Props = {
  params: Promise<{ workspace: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata({ params }: Props) {
  const programme = await ask(applications.programme, undefined, { slug: (await params).workspace })
  return {
    title: `Partner programme of ${programme.name}`,
    description: `Bring ${programme.name} a client and earn a share of every won deal.`,
  }
}

/** What a visitor reads before applying: the offer, the tiers, an estimate, the terms. */
export default async function ProgrammePage({ params, searchParams }: Props) {
  const { workspace: slug } = await params
  const programme = await ask(applications.programme, undefined, { slug })
  const came = await searchParams
  const best = Math.max(...programme.tiers.map(({ rate }) => Number(rate)))
  const apply = programme.acceptsApplications && (
    <ButtonLink variant="primary" size="lg" href={referredHref(`/p/${slug}/apply`, came)}>
      Apply as a partner
    </ButtonLink>
  )
  return (
    <PublicShell
      name={programme.name}
      href={referredHref(`/p/${slug}`, came)}
      width="wide"
      actions={<ButtonLink href="/sign-in">Sign in</ButtonLink>}
      footer={`The partner programme of ${programme.name} runs on Tandem.`}
    >
      <CountVisit slug={slug} campaign={campaignOf(came)} />
      <section className="flex flex-col items-start gap-4">
        <h1 className="max-w-2xl text-balance font-semibold text-4xl tracking-tight">
          Bring us a client, earn up to {best}&nbsp;% of the deal
        </h1>
        <p className="max-w-xl text-pretty text-lg text-muted">
          Register the businesses you know, follow every step of the sale, and see each commission
          from the moment it is earned until it is on your account.
        </p>
        {apply || (
          <Callout tone="info">This programme takes no new partners at the moment.</Callout>
        )}
      </section>
      <section className="grid gap-6 md:grid-cols-2" aria-labelledby="tiers">
        <div className="flex flex-col gap-3">
          <h2 id="tiers" className="font-semibold text-lg">
            Your share grows with your deals
          </h2>
          <TierTable tiers={programme.tiers} />
          <p className="text-muted text-sm">
            The rate counts for deals won from then on. What you have earned never changes.
          </p>
        </div>
        <Calculator slug={slug} tiers={programme.tiers} currency={programme.currency} />
      </section>
      {programme.terms && (
        <section className="flex max-w-prose flex-col gap-3" aria-labelledby="terms">
          <h2 id="terms" className="font-semibold text-lg">
            Terms
          </h2>
          {programme.terms.split(/\n{2,}/).map((paragraph) => (
            <p key={paragraph} className="whitespace-pre-line text-pretty">
              {paragraph}
            </p>
          ))}
        </section>
      )}
      {apply && <div className="pb-10">{apply}</div>}
    </PublicShell>
  )
}
