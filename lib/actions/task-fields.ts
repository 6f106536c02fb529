import { type Business, business } from '../customers/business'
import { weekdayLabels } from '../customers/words'
import type { ActionType } from './labels'

type Field = { name: string; label: string; value: string }

const line = (...parts: (string | null | undefined)[]) => parts.filter(Boolean).join(', ')

const hours = (given: Business['hours']) =>
  Object.entries(weekdayLabels)
    .flatMap(([day, label]) => {
      const windows = given?.[day as keyof typeof weekdayLabels]
      if (!windows) return []
      const times = windows.map(({ from, to }) => `${from}–${to}`).join(', ')
      return [`${label} ${times || 'closed'}`]
    })
    .join('\n')

/** Who it is and how to reach them: enough for calls, codes and payments. */
const contact = (b: Business): [string, string, string | null | undefined][] => [
  ['name', 'Name', b.name],
  ['phone', 'Phone', b.phone],
  ['email', 'E-mail', b.email],
  ['website', 'Website', b.website],
]

const place = (b: Business): [string, string, string | null | undefined][] => [
  ['street', 'Street', line(b.address?.street, b.address?.street2)],
  ['city', 'City', b.address?.city],
  ['region', 'Region', b.address?.region],
  ['postalCode', 'Postal code', b.address?.postalCode],
  ['country', 'Country', b.address?.country],
]

const texts = (b: Business): [string, string, string | null | undefined][] => [
  ['shortDescription', 'Short description', b.shortDescription],
  ['description', 'Description', b.description],
  ['categories', 'Categories', b.categories?.join(', ')],
  ['keywords', 'Keywords', b.keywords?.join(', ')],
]

const rest = (b: Business): [string, string, string | null | undefined][] => [
  ['hours', 'Opening hours', hours(b.hours)],
  ['logoUrl', 'Logo', b.logoUrl],
  ['yearFounded', 'Founded', b.yearFounded?.toString()],
  ['languages', 'Languages', b.languages?.join(', ')],
  ['paymentMethods', 'Payment methods', b.paymentMethods?.join(', ').replaceAll('_', ' ')],
  ...Object.entries(b.socials ?? {}).map(
    ([network, url]): [string, string, string | null | undefined] => [network, network, url],
  ),
]

const everything = [contact, place, texts, rest]
const needs: Record<ActionType, (typeof contact)[]> = {
  sms_verification: [contact],
  email_verification: [contact],
  phone_call: [contact, place],
  document_upload: [contact, place],
  payment_processing: [contact, place],
  content_review: [contact, texts],
  manual_submission: everything,
  captcha_solving: everything,
  account_creation: everything,
  screenshot_verification: everything,
  follow_up_required: [contact, place],
  error_resolution: everything,
}

/** What of a business a task needs, in the order of most forms; nothing else leaves the server. */
export function taskFields(type: ActionType, data: unknown): Field[] {
  const parsed = business.safeParse(data)
  // What one directory made of a field must not hide the others.
  const b = (parsed.success ? parsed.data : (data ?? {})) as Business
  return needs[type]
    .flatMap((part) => part(b))
    .flatMap(([name, label, value]) =>
      value
        ? [{ name, label: label[0]?.toUpperCase() + label.slice(1), value: String(value) }]
        : [],
    )
}
