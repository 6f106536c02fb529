import { between, faker, pick } from './chance'

const cities = [
  ['New York', 'NY', '10013'],
  ['Brooklyn', 'NY', '11215'],
  ['Jersey City', 'NJ', '07302'],
  ['Hoboken', 'NJ', '07030'],
  ['Stamford', 'CT', '06901'],
] as const

const week = (weekdays: string, saturday: string) => ({
  ...Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, weekdays])),
  sat: saturday,
  sun: 'closed',
})

const openings = [
  week('8-18', '9-14'),
  week('9:00-12:30, 13:30-18', 'closed'),
  week('7-19', '8-16'),
]

/** The business behind a lead, as much of it as they have told: 1 is everything. */
export function profileOf(name: string, website: string | null, told: number): object {
  const kind = name.split(' ').at(-1)?.toLowerCase() ?? 'business'
  const handle = name.toLowerCase().replace(/[^a-z0-9]+/g, '')
  const [city, region, postalCode] = pick(cities)
  const parts: object[] = [
    {
      name,
      website: website ?? `https://www.${handle}.example`,
      categories: [kind, 'local business'],
    },
    {
      phone: `+1 212 555 ${String(between(100, 199)).padStart(4, '0')}`,
      email: `hello@${handle}.example`,
    },
    {
      address: { street: faker.location.streetAddress(), city, region, postalCode, country: 'US' },
    },
    { shortDescription: `${name} in ${city}: friendly, on time, and known around the corner.` },
    {
      description: `${name} has served ${city} for years. We take our time, use good materials and say beforehand what it costs.\n\nCome by, call or write: we answer the same day.`,
      yearFounded: between(1988, 2021),
    },
    { hours: pick(openings) },
    {
      keywords: [kind, `${kind} ${city}`, 'near me'],
      languages: ['en', 'es'],
      paymentMethods: ['cash', 'credit_card', 'apple_pay'],
    },
    {
      logoUrl: `https://www.${handle}.example/logo.png`,
      socials: {
        facebook: `https://facebook.com/${handle}`,
        instagram: `https://instagram.com/${handle}`,
      },
    },
  ]
  return Object.assign({}, ...parts.slice(0, Math.max(1, Math.round(parts.length * told))))
}
