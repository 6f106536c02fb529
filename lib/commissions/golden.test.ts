import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { asOwner, closeOwner } from '@/e2e/people'
import { parseMoney } from '../money'
import { amountAt, type Formula, shareOut } from './amounts'
import { clawbackDue } from './rules'

afterAll(closeOwner)

/** The table that people read is the table that is checked. */
const rows = readFileSync(join(import.meta.dirname, 'golden.md'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('|'))
  .slice(2)
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )
  .map(
    ([
      name = '',
      currency = '',
      value = '',
      earns = '',
      shares = '',
      now = '',
      gives = '',
      takes = '',
    ]) => {
      const minor = (text: string) => {
        const parsed = parseMoney(text, currency)
        if (parsed.minor === undefined) throw new Error(`${name}: ${text}: ${parsed.error}`)
        return parsed.minor
      }
      const [gain = '', cap] = earns.split(' up to ')
      const capLeft = cap === undefined ? null : minor(cap)
      const percent = gain.endsWith('%')
      const projectValue = minor(value)
      const formula: Formula = {
        projectValue,
        rate: percent ? gain.slice(0, -2) : '0',
        ...(percent
          ? capLeft === null
            ? {}
            : { reward: { type: 'percent', capLeft } }
          : { reward: { type: 'fixed', amount: minor(gain), capLeft } }),
        ...(shares
          ? { shares: shares.split('/').map((share) => Math.round(Number(share) * 100)) }
          : {}),
      }
      const list = (text: string) => text.split(' / ').map(minor)
      return {
        name,
        parts: (formula.shares ?? [10_000]).map((_, shareNo) => ({ ...formula, shareNo })),
        netValue: now === 'lost' ? null : now === '' ? projectValue : minor(now),
        gives: list(gives),
        takes: takes ? list(takes) : list(gives).map(() => 0),
      }
    },
  )

describe('worked out by hand', () => {
  it('are at least 40 cases', () => expect(rows.length).toBeGreaterThanOrEqual(40))

  it.each(rows)('$name', ({ parts, netValue, gives, takes }) => {
    const amounts = parts.map((part) => amountAt(part, part.projectValue))
    expect(amounts).toEqual(gives)
    expect(parts.map((part, i) => clawbackDue(amounts[i] as number, part, netValue))).toEqual(takes)
    const shares = parts[0]?.shares
    if (shares)
      expect(
        shareOut(
          gives.reduce((a, b) => a + b),
          shares,
        ),
      ).toEqual(gives)
  })

  it('come out the same in the database', async () => {
    const asked = rows.flatMap(({ name, parts, netValue }) =>
      parts.map(({ projectValue, rate, reward, shares, shareNo }) => ({
        name,
        value: projectValue,
        net: netValue ?? projectValue,
        rate,
        snapshot: { ...(reward ? { reward } : {}), ...(shares ? { shares, shareNo } : {}) },
      })),
    )
    const answered = await asOwner<{ gives: string; left: string }>(
      `select commission_at(value, value, rate, snapshot) as gives, commission_at(value, net, rate, snapshot) as left
       from rows from (jsonb_to_recordset($1::jsonb) as (value bigint, net bigint, rate numeric, snapshot jsonb)) with ordinality
       order by ordinality`,
      [JSON.stringify(asked)],
    )
    const expected = rows.flatMap(({ gives, takes, netValue }) =>
      gives.map((amount, i) => ({
        gives: String(amount),
        left: String(netValue === null ? amount : amount - (takes[i] ?? 0)),
      })),
    )
    expect(
      answered.map(({ gives, left }) => ({ gives: String(gives), left: String(left) })),
    ).toEqual(expected)
  })
})
