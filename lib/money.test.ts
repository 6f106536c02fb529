import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { currencyDecimals, formatMoney, MAX_MINOR, parseMoney, toDecimalString } from './money'

const currencies = ['USD', 'EUR', 'GBP', 'JPY', 'KRW', 'KWD', 'BHD', 'CHF', 'INR'] as const
const locales = [
  'en-US',
  'de-DE',
  'fr-FR',
  'de-CH',
  'en-IN',
  'sv-SE',
  'pl-PL',
  'ja-JP',
  'pt-BR',
] as const
const currency = fc.constantFrom(...currencies)
const amount = fc.integer({ min: -MAX_MINOR, max: MAX_MINOR })

test.each([
  ['USD', 2],
  ['JPY', 0],
  ['KWD', 3],
])('%s has %i decimals', (code, places) => expect(currencyDecimals(code)).toBe(places))

test.each([
  [123456, 'USD', '1234.56'],
  [-5, 'USD', '-0.05'],
  [0, 'KWD', '0.000'],
  [1234, 'JPY', '1234'],
])('%i %s is %s in decimals', (minor, code, text) =>
  expect(toDecimalString(minor, code)).toBe(text),
)

test('fractions of a minor unit are refused, not rounded', () => {
  expect(() => toDecimalString(1.5, 'USD')).toThrow(RangeError)
})

test('formats for people', () => {
  expect(formatMoney(123456, 'USD')).toBe('$1,234.56')
  expect(formatMoney(123_456_700, 'USD', { compact: true })).toBe('$1.2M')
  expect(formatMoney(5000, 'JPY')).toBe('¥5,000')
})

describe('reads what people paste', () => {
  test.each([
    ['$1,234.50', 'USD', 123450],
    [' 1 234,50 €', 'EUR', 123450],
    ['1.234,50', 'EUR', 123450],
    ['1,234', 'USD', 123400],
    ['1.234', 'EUR', 123400],
    ['1,234,567', 'USD', 123456700],
    ['12,34,567.89', 'INR', 123456789],
    ["CHF 1'234.50", 'CHF', 123450],
    ['R$ 1.234,5', 'BRL', 123450],
    ['USD 12', 'USD', 1200],
    ['US$12.5', 'USD', 1250],
    ['1 234,50 zł', 'PLN', 123450],
    ['1 234,50 kr.', 'DKK', 123450],
    ['.5', 'USD', 50],
    ['12.', 'USD', 1200],
    ['0', 'USD', 0],
    ['-0', 'USD', 0],
    ['1,5', 'USD', 150],
    ['0.125', 'KWD', 125],
    ['12.345', 'KWD', 12345],
    ['1,234.567', 'KWD', 1234567],
    ['￥１２３', 'JPY', 123],
  ])('%j in %s', (text, code, minor) => expect(parseMoney(text, code)).toEqual({ minor }))

  test.each([
    ['-12', -1200],
    ['−$12.00', -1200],
    ['$-12.00', -1200],
    ['(12.00)', -1200],
  ])('%j when negatives are allowed', (text, minor) => {
    expect(parseMoney(text, 'USD', { allowNegative: true })).toEqual({ minor })
    expect(parseMoney(text, 'USD').error).toBe('Enter an amount of zero or more.')
  })
})

describe('refuses in words', () => {
  test.each([
    ['', 'USD', /Enter an amount/],
    ['NaN', 'USD', /such as 1234.56/],
    ['Infinity', 'USD', /such as/],
    ['1e18', 'USD', /such as/],
    ['1000000000000000000', 'USD', /largest amount is \$100,000,000,000/],
    ['12,345', 'KWD', /all digits/],
    ['12,3456', 'USD', /at most 2 decimals/],
    ['0.125', 'USD', /at most 2 decimals/],
    ['12.5', 'JPY', /no decimals/],
    ['1.2.3', 'USD', /such as/],
    ['1,23,4.00', 'USD', /such as/],
    ['12 USD 34', 'USD', /such as/],
    ['€12', 'USD', /in EUR; enter it in USD/],
    ['12 GBP', 'USD', /in GBP/],
    ['=1+1', 'USD', /such as/],
    ['💰', 'USD', /such as/],
    ['9'.repeat(5000), 'USD', /such as/],
  ])('%j in %s', (text, code, message) => expect(parseMoney(text, code).error).toMatch(message))
})

describe('properties', () => {
  test('the decimal string reads back as the same amount', () => {
    fc.assert(
      fc.property(amount, currency, (minor, code) => {
        expect(parseMoney(toDecimalString(minor, code), code, { allowNegative: true })).toEqual({
          minor,
        })
      }),
    )
  })

  test('what any locale prints reads back as the same amount, or is refused as ambiguous', () => {
    fc.assert(
      fc.property(
        fc.nat(MAX_MINOR),
        currency,
        fc.constantFrom(...locales),
        (minor, code, locale) => {
          const parsed = parseMoney(formatMoney(minor, code, { locale }), code)
          if (currencyDecimals(code) === 3 && parsed.error) return
          expect(parsed).toEqual({ minor })
        },
      ),
    )
  })

  test('any text gives a whole number within bounds, or words', () => {
    fc.assert(
      fc.property(fc.string(), currency, (text, code) => {
        const parsed = parseMoney(text, code, { allowNegative: true })
        if (parsed.error === undefined) {
          expect(Number.isSafeInteger(parsed.minor)).toBe(true)
          expect(Math.abs(parsed.minor)).toBeLessThanOrEqual(MAX_MINOR)
        } else expect(parsed.error.length).toBeGreaterThan(0)
      }),
    )
  })
})
