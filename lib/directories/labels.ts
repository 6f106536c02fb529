export {
  methodLabels as automationMethodLabels,
  methods as automationMethods,
} from '../queue/labels'

export const categories = [
  'general',
  'maps',
  'reviews',
  'social',
  'software',
  'startups',
  'ai',
  'agencies',
  'trades',
  'legal',
  'health',
  'food',
  'travel',
  'events',
  'property',
  'industry',
  'other',
] as const
export type Category = (typeof categories)[number]
export const categoryLabels: Record<Category, string> = {
  general: 'General business',
  maps: 'Maps',
  reviews: 'Reviews',
  social: 'Social profiles',
  software: 'Software',
  startups: 'Startups',
  ai: 'AI tools',
  agencies: 'Agencies',
  trades: 'Trades and home',
  legal: 'Legal',
  health: 'Health',
  food: 'Food',
  travel: 'Travel',
  events: 'Events',
  property: 'Property',
  industry: 'Industry and trade',
  other: 'Other',
}

export const pricings = ['free', 'freemium', 'paid'] as const
export type Pricing = (typeof pricings)[number]
export const pricingLabels: Record<Pricing, string> = {
  free: 'Free',
  freemium: 'Free and paid',
  paid: 'Paid',
}

export const linkTypes = ['dofollow', 'nofollow', 'mixed', 'unknown'] as const
export type LinkType = (typeof linkTypes)[number]
export const linkTypeLabels: Record<LinkType, string> = {
  dofollow: 'Followed',
  nofollow: 'Not followed',
  mixed: 'Both',
  unknown: 'Not known',
}

/** Fields of a business profile that directories ask for. */
export const businessFields = [
  'name',
  'shortDescription',
  'description',
  'categories',
  'phone',
  'email',
  'website',
  'address',
  'hours',
  'socials',
  'logoUrl',
  'yearFounded',
  'keywords',
  'languages',
  'paymentMethods',
] as const
export type BusinessField = (typeof businessFields)[number]
export const businessFieldLabels: Record<BusinessField, string> = {
  name: 'Business name',
  shortDescription: 'Short description',
  description: 'Long description',
  categories: 'Categories',
  phone: 'Phone',
  email: 'E-mail',
  website: 'Website',
  address: 'Address',
  hours: 'Opening hours',
  socials: 'Social profiles',
  logoUrl: 'Logo',
  yearFounded: 'Year founded',
  keywords: 'Keywords',
  languages: 'Languages',
  paymentMethods: 'Ways to pay',
}

/** Fields that are one text, so that a directory can limit their length. */
export const textFields = ['name', 'shortDescription', 'description'] as const

/** How a directory makes sure that the business is who it says. */
export const proofKinds = [
  'email',
  'phone',
  'sms',
  'postcard',
  'document',
  'website',
  'video',
] as const
export type ProofKind = (typeof proofKinds)[number]
export const proofKindLabels: Record<ProofKind, string> = {
  email: 'A link in an e-mail',
  phone: 'A phone call',
  sms: 'A code by text message',
  postcard: 'A postcard with a code',
  document: 'A document',
  website: 'A mark on the website',
  video: 'A video of the place',
}
