import {
  type CountryCode,
  getCountries,
  isSupportedCountry,
  parsePhoneNumberFromString,
  validatePhoneNumberLength,
} from 'libphonenumber-js/max'

const countryOf = (country: string | null): CountryCode | undefined =>
  country !== null && isSupportedCountry(country) ? country : undefined

/** The number in E.164 without its extension; null when it is not clear which number it is. */
export function e164(phone: string, country: string | null): string | null {
  const parsed = parsePhoneNumberFromString(phone, countryOf(country))
  return parsed?.isValid() ? parsed.number : null
}

/** What is clearly wrong with a number that names its country; anything doubtful is let through. */
export function phoneProblem(phone: string): string | undefined {
  if (!phone.trim().startsWith('+')) return undefined
  switch (validatePhoneNumberLength(phone)) {
    case 'TOO_SHORT':
      return 'This number is too short for its country. Is a digit missing?'
    case 'TOO_LONG':
      return 'This number is too long for its country. Is there a digit too many?'
    case 'INVALID_COUNTRY':
      return 'No country has this code. Numbers begin like +49 or +1.'
    default:
      return undefined
  }
}

/** Every country that has phone numbers, by name. */
export function phoneCountries(): { value: string; label: string }[] {
  const names = new Intl.DisplayNames('en', { type: 'region' })
  return getCountries()
    .map((value) => ({ value, label: names.of(value) ?? value }))
    .sort((a, b) => a.label.localeCompare(b.label))
}
