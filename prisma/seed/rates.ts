import type { Member } from '../../lib/auth/actor'
import { readRates } from '../../lib/currencies/file/read'
import { importRates, setRate } from '../../lib/currencies/import'
import { days } from './chance'
import type { Act } from './stage'

/** Units per euro at the beginning of each month, the last one of this month. */
const months: Record<string, readonly number[]> = {
  USD: [
    1.0412, 1.0393, 1.0815, 1.1322, 1.1281, 1.1523, 1.1684, 1.1631, 1.1729, 1.1638, 1.1561, 1.1712,
    1.1594, 1.1655, 1.1583, 1.1527,
  ],
  JPY: [
    161.92, 156.33, 161.17, 162.07, 162.51, 166.52, 171.53, 171.79, 173.44, 175.11, 180.42, 182.06,
    180.91, 181.3, 180.25, 181.12,
  ],
  GBP: [
    0.83255, 0.83123, 0.83704, 0.85379, 0.84344, 0.85016, 0.86429, 0.86528, 0.87228, 0.86995,
    0.88144, 0.87561, 0.87012, 0.87336, 0.86907, 0.87415,
  ],
  CHF: [
    0.9414, 0.9413, 0.9549, 0.9383, 0.9365, 0.9381, 0.9332, 0.9387, 0.9348, 0.9302, 0.9291, 0.9344,
    0.9318, 0.9327, 0.9309, 0.9334,
  ],
  SEK: [
    11.4797, 11.2343, 10.9666, 10.9725, 10.8794, 11.0211, 11.1892, 11.1525, 11.0065, 10.9623,
    10.9934, 10.9421, 10.9018, 10.9277, 10.9402, 10.9135,
  ],
  CAD: [
    1.4986, 1.4878, 1.5525, 1.5667, 1.5597, 1.5721, 1.5985, 1.6079, 1.6234, 1.6302, 1.6213, 1.6144,
    1.6087, 1.6121, 1.6093, 1.6048,
  ],
}

const monthLength = 30

/** Between two months in a line, with a ripple of a few tenths of a percent. */
function rateOn(currency: string, daysAgo: number): string {
  const course = months[currency] as readonly number[]
  const at = course.length - 1 - daysAgo / monthLength
  const before = Math.max(0, Math.floor(at))
  const [from = 1, to = from] = [course[before], course[Math.min(before + 1, course.length - 1)]]
  const smooth = from + (to - from) * (at - before)
  const rippled = smooth * (1 + Math.sin(daysAgo * 1.7 + currency.charCodeAt(0)) / 400)
  return rippled.toPrecision(5)
}

/** The ECB's file of some days, as it would have been taken from their page. */
function fileOf(from: Date, until: Date, now: Date): string {
  const codes = Object.keys(months)
  const lines: string[] = []
  for (let at = until.getTime(); at > from.getTime(); at -= days(1)) {
    const day = new Date(at)
    if (day.getUTCDay() === 0 || day.getUTCDay() === 6) continue
    const daysAgo = Math.max(0, Math.round((now.getTime() - at) / days(1)))
    lines.push(
      `${day.toISOString().slice(0, 10)},${codes.map((code) => rateOn(code, daysAgo)).join(',')},`,
    )
  }
  return `Date,${codes.join(',')},\n${lines.join('\n')}\n`
}

/** Somebody imports the rates of the week each Friday, and sets one that the ECB has not by hand. */
export function weeklyRates(admin: Member, since: Date, now: Date): Act[] {
  const acts: Act[] = []
  for (let at = now.getTime() - days(0.3); at > since.getTime() - days(7); at -= days(7)) {
    const when = new Date(at)
    const text = fileOf(new Date(at - days(8)), new Date(at - days(1)), now)
    acts.push({
      at: when,
      by: () => admin,
      run: (ctx) => {
        const file = readRates(Buffer.from(text), when.toISOString().slice(0, 10))
        return importRates(ctx, file, { dryRun: false, replace: false })
      },
    })
  }
  acts.push({
    at: new Date(now.getTime() - days(4)),
    by: () => admin,
    run: (ctx) =>
      setRate(ctx, {
        currency: 'KWD',
        day: new Date(now.getTime() - days(5)).toISOString().slice(0, 10),
        rate: '0.35412',
        reason: 'Rate of our bank, the ECB has none',
      }),
  })
  return acts
}
