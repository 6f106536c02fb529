import {
  automationMethodLabels,
  businessFieldLabels,
  categoryLabels,
  linkTypeLabels,
  pricingLabels,
} from '../../directories/labels'
import { plainWord } from '../plain-word'

/** How people write what we have a fixed word for: our value, its label, and some others. */
function words<Value extends string>(
  labels: Record<Value, string>,
  others: Partial<Record<Value, string>> = {},
) {
  const known = new Map<string, Value>()
  for (const value of Object.keys(labels) as Value[])
    for (const word of [value, labels[value], ...(others[value]?.split(', ') ?? [])])
      known.set(plainWord(word), value)
  return (text: string): Value | undefined => known.get(plainWord(text))
}

export const categoryOf = words(categoryLabels, {
  general: 'business, business directory, general directory, local, local business, yellow pages',
  maps: 'map, navigation, gps',
  reviews: 'review, review site, ratings',
  social: 'social media, social network, profile, profiles',
  software: 'saas, apps, app, tools, software directory',
  startups: 'startup, launch, startup directory',
  ai: 'artificial intelligence, ai tools directory',
  agencies: 'agency, marketing, design, services, b2b services',
  trades: 'home, home services, home improvement, construction, contractors',
  legal: 'law, lawyers, attorneys',
  health: 'healthcare, medical, doctors, dental',
  food: 'restaurants, restaurant, food and drink',
  travel: 'hotels, tourism',
  events: 'wedding, weddings, event',
  property: 'real estate, housing',
  industry: 'manufacturing, b2b, trade, wholesale, suppliers',
})

export const pricingOf = words(pricingLabels, {
  free: 'no, none, 0, gratis, free listing',
  freemium: 'free and paid, free paid, optional, free with paid upgrade',
  paid: 'yes, premium, subscription, one time',
})

export const linkTypeOf = words(linkTypeLabels, {
  dofollow: 'do follow, follow, followed link',
  nofollow: 'no follow',
  mixed: 'dofollow nofollow',
  unknown: '?, n a, none',
})

export const methodOf = words(automationMethodLabels, {
  chrome_extension: 'extension, chrome, browser extension',
  headless_browser: 'browser, headless, automatic, automated, auto',
  manual: 'hand, manually, none',
})

export const businessFieldOf = words(businessFieldLabels, {
  name: 'name, company, company name, business, title',
  shortDescription: 'tagline, summary, description',
  description: 'full description, about',
  categories: 'category, industry',
  phone: 'telephone, tel, phone number',
  email: 'e mail, mail, contact email',
  website: 'url, site, web, domain, link',
  address: 'street, location, street address',
  hours: 'business hours, opening times, open',
  socials: 'social media, social links, social',
  logoUrl: 'image, picture, photo',
  yearFounded: 'founded, year, established',
  keywords: 'tags, keyword',
  languages: 'language',
  paymentMethods: 'payment, payments, payment methods',
})
