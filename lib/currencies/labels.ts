/** What lead, payout and rate forms offer: the ECB's list, and others that agencies deal in. */
const offered =
  'USD EUR GBP CHF CAD AUD NZD JPY CNY HKD SGD INR KRW THB MYR IDR PHP SEK NOK DKK ISK PLN CZK HUF RON TRY ILS ZAR BRL MXN AED SAR KWD BHD TND CLP'

const names = new Intl.DisplayNames(['en'], { type: 'currency' })

/** Choices of a currency, those given first; each once. */
export const currencyChoices = (...first: (string | null | undefined)[]) =>
  [...new Set([...first.filter((code) => code != null), ...offered.split(' ')])].map((code) => ({
    value: code,
    label: `${code}, ${names.of(code)}`,
  }))
