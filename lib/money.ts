/** Money is a whole number of minor units beside an ISO 4217 currency. */
export const MAX_MINOR = 1e13

type FormatOptions = { locale?: string; compact?: boolean }
type ParseOptions = { allowNegative?: boolean }
export type ParsedMoney =
  | { minor: number; error?: undefined }
  | { minor?: undefined; error: string }

const DEFAULT_LOCALE = 'en-US'
const formatters = new Map<string, Intl.NumberFormat>()

/** ISO 4217 where it is not two; Intl drops the cents that nobody pays in cash. */
const decimals = new Map(
  (
    [
      [0, 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'],
      [3, 'BHD IQD JOD KWD LYD OMR TND'],
      [4, 'CLF UYW'],
    ] as const
  ).flatMap(([places, codes]) => codes.split(' ').map((code) => [code, places])),
)

/** Constructing an Intl formatter costs about a thousand times what using one does. */
function formatter(locale: string, currency: string, compact: boolean): Intl.NumberFormat {
  const key = `${locale}|${currency}|${compact}`
  let found = formatters.get(key)
  if (!found) {
    const places = currencyDecimals(currency)
    found = new Intl.NumberFormat(locale, {
      style: 'currency',
      currency,
      ...(compact
        ? { notation: 'compact', minimumFractionDigits: 0, maximumFractionDigits: 1 }
        : { minimumFractionDigits: places, maximumFractionDigits: places }),
    })
    formatters.set(key, found)
  }
  return found
}

export const currencyDecimals = (currency: string): number => decimals.get(currency) ?? 2

/** 123456, USD → "1234.56". Exact: works on digits, never on a float. */
export function toDecimalString(minor: number, currency: string): string {
  if (!Number.isSafeInteger(minor))
    throw new RangeError(`not a whole number of minor units: ${minor}`)
  const places = currencyDecimals(currency)
  const sign = minor < 0 ? '-' : ''
  const digits = String(Math.abs(minor)).padStart(places + 1, '0')
  if (places === 0) return sign + digits
  return `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`
}

export function formatMoney(minor: number, currency: string, options: FormatOptions = {}): string {
  const { locale = DEFAULT_LOCALE, compact = false } = options
  // |minor| ≤ 1e13 keeps the quotient within a double's 15 significant digits.
  return formatter(locale, currency, compact).format(minor / 10 ** currencyDecimals(currency))
}

export function currencySymbol(currency: string, locale = DEFAULT_LOCALE): string {
  const parts = formatter(locale, currency, false).formatToParts(0)
  return parts.find((part) => part.type === 'currency')?.value ?? currency
}

const fail = (error: string): ParsedMoney => ({ error })

/**
 * Reads what people type and paste: "$1,234.50", "1 234,50 €", "(12.00)", "1'234".
 * A lone separator before three digits ("1,234", "1.234") groups thousands, as in every
 * convention that writes money. With three decimals, "1.234" is read as we print it and "1,234" refused.
 */
export function parseMoney(
  text: string,
  currency: string,
  { allowNegative = false }: ParseOptions = {},
): ParsedMoney {
  const example = toDecimalString(123456, currency)
  const unreadable = `Enter an amount such as ${example}.`
  if (text.length > 60) return fail(unreadable)

  let rest = text
    .normalize('NFKC')
    .replace(/[\u2212\u2013]/g, '-')
    .trim()
  if (rest === '') return fail('Enter an amount.')
  const bracketed = /^\(.*\)$/.test(rest)
  if (bracketed) rest = rest.slice(1, -1)
  const foreign = foreignCode(rest, currency)
  if (foreign) return fail(`This amount is in ${foreign}; enter it in ${currency}.`)
  // Currency marks stand before or after the number, never inside it.
  rest = rest
    .replace(/^([+-]?)[\p{Sc}\p{L}. ]*?(?=[-+.,\d])/u, '$1')
    .replace(/[\p{Sc}\p{L} ]*(?:\p{L}\.)?$/u, '')
  const signed = /^([+-]?)\s*(.*)$/s.exec(rest)
  const negative = bracketed || signed?.[1] === '-'
  const number = signed?.[2] ?? ''
  if (!/^[\d.,'’ ]*\d[\d.,'’ ]*$/.test(number)) return fail(unreadable)

  const places = currencyDecimals(currency)
  const split = splitNumber(number, places)
  if (split === 'ambiguous') return fail(`Write the decimals with all digits, such as ${example}.`)
  if (split === null) return fail(unreadable)
  if (split.fraction.length > places) {
    return fail(
      places === 0 ? `${currency} has no decimals.` : `${currency} has at most ${places} decimals.`,
    )
  }
  const minor = Number(split.whole + split.fraction.padEnd(places, '0'))
  if (minor > MAX_MINOR) return fail(`The largest amount is ${formatMoney(MAX_MINOR, currency)}.`)
  if (negative && minor > 0 && !allowNegative) return fail('Enter an amount of zero or more.')
  return { minor: negative && minor > 0 ? -minor : minor }
}

const SYMBOLS: Record<string, string> = {
  '€': 'EUR',
  '£': 'GBP',
  '₹': 'INR',
  '₩': 'KRW',
  '₪': 'ILS',
}

/** A code or an unmistakable symbol of another currency; "$" and "¥" belong to several. */
function foreignCode(text: string, currency: string): string | undefined {
  const code = /(?<!\p{L})[A-Z]{3}(?!\p{L})/u.exec(text)?.[0]
  if (code && code !== currency && Intl.supportedValuesOf('currency').includes(code)) return code
  const symbol = Object.keys(SYMBOLS).find((mark) => text.includes(mark))
  const named = symbol && SYMBOLS[symbol]
  return named && named !== currency ? named : undefined
}

type Split = { whole: string; fraction: string }

function splitNumber(number: string, places: number): Split | 'ambiguous' | null {
  const text = number.replace(/[ '’]/g, ' ')
  const marks = [...new Set(text.replace(/[\d ]/g, ''))]
  if (marks.length > 2) return null
  const last = text.match(/[.,](?=[^.,]*$)/)?.[0]
  if (!last) return wholeOnly(text)

  const at = text.lastIndexOf(last)
  const once = text.indexOf(last) === at
  const tail = text.slice(at + 1)
  const lone = marks.length === 1 && once
  if (!once) return marks.length === 1 ? wholeOnly(text) : null
  if (lone && tail.length === 3 && /^[1-9]\d{0,2}$/.test(text.slice(0, at))) {
    if (places !== 3) return wholeOnly(text)
    if (last === ',') return 'ambiguous'
  }
  if (!/^\d*$/.test(tail)) return null
  const head = text.slice(0, at)
  const whole = head === '' ? { whole: '0', fraction: '' } : wholeOnly(head)
  return whole && { whole: whole.whole, fraction: tail }
}

/** Digits, or digits grouped by one separator in threes (also Indian 2-2-3 grouping). */
function wholeOnly(text: string): Split | null {
  if (/^\d+$/.test(text)) return { whole: text, fraction: '' }
  const grouped = /^\d{1,3}(?:([., ])\d{3})(?:\1\d{3})*$/.test(text)
  const indian = /^\d{1,2}(?:,\d{2})+,\d{3}$/.test(text)
  return grouped || indian ? { whole: text.replace(/\D/g, ''), fraction: '' } : null
}
