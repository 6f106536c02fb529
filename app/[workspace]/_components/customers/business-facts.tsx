import { DefinitionList } from '@/components/ui/definition-list'
import { TextLink } from '@/components/ui/text-link'
import type { Business } from '@/lib/customers/business'
import { formatHours, weekdays } from '@/lib/customers/hours'
import { paymentMethodLabels, socialLabels, weekdayLabels } from '@/lib/customers/words'

const regions = new Intl.DisplayNames('en', { type: 'region' })
const languages = new Intl.DisplayNames('en', { type: 'language' })

const link = (url: string | null | undefined) =>
  url ? <TextLink href={url}>{url.replace(/^https?:\/\/(www\.)?/, '')}</TextLink> : null

const address = (value: Business['address']) => {
  if (!value) return null
  const { street, street2, city, region, postalCode, country } = value
  const lines = [street, street2, [postalCode, city].filter(Boolean).join(' '), region]
    .concat(country ? regions.of(country) : null)
    .filter(Boolean)
  return lines.length > 0 ? lines.join(', ') : null
}

function hours(value: Business['hours']) {
  const given = weekdays.filter((day) => value?.[day])
  if (given.length === 0) return null
  return (
    <ul>
      {given.map((day) => (
        <li key={day} className="tabular-nums">
          {weekdayLabels[day]} {formatHours(value?.[day] ?? [])}
        </li>
      ))}
    </ul>
  )
}

function socials(value: Business['socials']) {
  const given = Object.entries(value ?? {}).filter(([, url]) => url)
  if (given.length === 0) return null
  return (
    <span className="flex flex-wrap gap-x-3">
      {given.map(([name, url]) => (
        <TextLink key={name} href={url as string}>
          {socialLabels[name as keyof typeof socialLabels]}
        </TextLink>
      ))}
    </span>
  )
}

const joined = (values: readonly string[] | null | undefined) =>
  values && values.length > 0 ? values.join(', ') : null

/** The business as directories will list it. */
export function BusinessFacts({ business }: { business: Business }) {
  return (
    <DefinitionList
      items={[
        ['Name', business.name],
        ['In short', business.shortDescription],
        [
          'Description',
          business.description && (
            <span className="whitespace-pre-line">{business.description}</span>
          ),
        ],
        ['Categories', joined(business.categories)],
        ['Phone', business.phone],
        ['E-mail', business.email],
        ['Website', link(business.website)],
        ['Address', address(business.address)],
        ['Opening hours', hours(business.hours)],
        ['Social profiles', socials(business.socials)],
        ['Logo', link(business.logoUrl)],
        ['Founded', business.yearFounded ? String(business.yearFounded) : null],
        ['Keywords', joined(business.keywords)],
        ['Languages', joined(business.languages?.map((code) => languages.of(code) ?? code))],
        ['Ways to pay', joined(business.paymentMethods?.map((one) => paymentMethodLabels[one]))],
      ]}
    />
  )
}
