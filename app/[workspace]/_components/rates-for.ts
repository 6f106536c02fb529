import { ask } from '@/lib/api/actions'
import type { Member } from '@/lib/auth/actor'
import { rates } from '@/lib/currencies/procedures'

/** What the currencies of some sums are worth today; asked only when there is another than the one of reports. */
export async function ratesFor(
  slug: string,
  { workspace }: Pick<Member, 'workspace'>,
  sums: readonly { currency: string }[],
  to = workspace.currency,
) {
  const currency = [...new Set(sums.map((sum) => sum.currency))].filter((code) => code !== to)
  return currency.length === 0 ? [] : ask(rates.today, slug, { currency, to })
}
