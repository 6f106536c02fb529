import { Callout } from '@/components/ui/callout'
import { Card } from '@/components/ui/card'
import { TextLink } from '@/components/ui/text-link'
import { ask } from '@/lib/api/actions'
import { requirePage } from '@/lib/api/request'
import { may } from '@/lib/auth/permissions'
import { currencyChoices } from '@/lib/currencies/labels'
import { rates } from '@/lib/currencies/procedures'
import { maxRateAge } from '@/lib/currencies/rules'
import { dayParam, type SearchParams } from '../../../_components/list-params'
import { SettingsFrame } from '../_components/settings-frame'
import { CurrenciesInUse } from './_components/currencies-in-use'
import { RateDays } from './_components/rate-days'
import { RateImport } from './_components/rate-import'
import { SetRate } from './_components/set-rate'

export const metadata = { title: 'Currencies' }

type Props = { params: Promise<{ workspace: string }>; searchParams: SearchParams }

const source =
  'https://www.ecb.europa.eu/stats/policy_and_exchange_rates/euro_reference_exchange_rates/html/index.en.html'

export default async function CurrenciesPage({ params, searchParams }: Props) {
  const { workspace: slug } = await params
  const { actor } = await requirePage(slug)
  const url = { pathname: `/${slug}/settings/currencies`, params: await searchParams }
  const [overview, list] = await Promise.all([
    ask(rates.overview, slug, {}),
    ask(rates.list, slug, { before: dayParam(url, 'before') }),
  ])
  const manages = may(actor, 'rates.manage')
  const codes = overview.currencies.map(({ currency }) => currency)
  return (
    <SettingsFrame
      actor={actor}
      tab="/currencies"
      actions={
        manages && (
          <SetRate
            slug={slug}
            today={overview.today}
            choices={currencyChoices(...codes).filter(({ value }) => value !== 'EUR')}
          />
        )
      }
    >
      <Card
        flush
        title="Currencies in use"
        description={`Reports are in ${actor.workspace.currency}. A rate counts for its day and up to ${maxRateAge} days after it.`}
      >
        <CurrenciesInUse overview={overview} />
      </Card>
      {manages && (
        <Card
          title="Import rates"
          description={
            <>
              Take the daily or the historical CSV from the{' '}
              <TextLink href={source}>European Central Bank</TextLink>, as it is or zipped.
            </>
          }
        >
          <RateImport slug={slug} />
        </Card>
      )}
      {list.days.length > 0 || url.params.before ? (
        <Card flush title="Rates by day" description="Units of each currency for one euro.">
          <RateDays list={list} pathname={url.pathname} />
        </Card>
      ) : (
        <Callout tone="info">
          There are no rates yet. Until there are, every currency is paid as it was earned and
          totals leave the other currencies out.
        </Callout>
      )}
    </SettingsFrame>
  )
}
