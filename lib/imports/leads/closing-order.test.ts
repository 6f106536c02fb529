import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { importAll } from '@/e2e/imports'
import { asOwner, closeOwner, makeMember, makeWorkspace } from '@/e2e/people'
import { giveProgramme } from '@/e2e/programme'
import { commissionAmount } from '../../commissions/amounts'
import { closeConnections } from '../../db/client'
import { assignPartners, partnerDirectory } from './partners'

afterAll(async () => {
  await closeConnections()
  await closeOwner()
})

type Deal = { agent: number; day: number; cents: number; won: boolean; id: number }

const deal = fc.record({
  agent: fc.nat(2),
  // Few days, so that many close at the same time.
  day: fc.integer({ min: 1, max: 9 }),
  cents: fc.oneof(fc.constant(0), fc.constant(1), fc.integer({ min: 0, max: 10_000_000_000_000 })),
  won: fc.boolean(),
  id: fc.nat(100_000),
})
const files = fc.uniqueArray(deal, { minLength: 1, maxLength: 60, selector: ({ id }) => id })

/** Two versions of the tier table: the rate in force when a deal closed is the one that counts. */
const versions = [
  {
    version: 1,
    from: '2000-01-01',
    tiers: [
      [0, '20.00'],
      [3, '25.00'],
      [6, '33.33'],
      [12, '40.00'],
    ],
  },
  {
    version: 2,
    from: '2024-05-05',
    tiers: [
      [0, '10.00'],
      [4, '12.50'],
      [8, '30.00'],
      [20, '50.00'],
    ],
  },
] as const

async function agencyWithVersions() {
  const workspace = await makeWorkspace()
  for (const version of versions) await giveProgramme(workspace, version)
  return { workspace, admin: await makeMember(workspace, 'admin') }
}

const closesOn = ({ day }: Deal) => `2024-05-0${day}`

/** One deal after the other, as the rule is written down. */
function reference(deals: readonly Deal[]) {
  const counts = new Map<number, number>()
  const order = (a: Deal, b: Deal) => a.day - b.day || (`D${a.id}` < `D${b.id}` ? -1 : 1)
  return deals
    .filter(({ won }) => won)
    .sort(order)
    .map((one) => {
      const before = counts.get(one.agent) ?? 0
      counts.set(one.agent, before + 1)
      const table = versions.findLast(({ from }) => closesOn(one) >= from) ?? versions[0]
      const rate = table.tiers.findLast(([deals]) => deals <= before)?.[1] ?? '0'
      return { id: `D${one.id}`, before, rate, amount: commissionAmount(one.cents, rate) }
    })
    .filter(({ amount }) => amount > 0)
}

const toCsv = (deals: readonly Deal[]) =>
  [
    'id,agent,stage,closed,value',
    ...deals.map(
      (one) =>
        `D${one.id},Agent ${one.agent},${one.won ? 'won' : 'lost'},${closesOn(one)},${(one.cents / 100).toFixed(2)}`,
    ),
  ].join('\n')

describe('past deals', () => {
  it('earn what a reference earns that takes them one by one, in one import or in several', async () => {
    await fc.assert(
      fc.asyncProperty(files, fc.boolean(), async (deals, split) => {
        const { admin, workspace } = await agencyWithVersions()
        // Deals that closed earlier, imported earlier, count for those after them.
        const sorted = [...deals].sort((a, b) => a.day - b.day)
        const cut = sorted.findIndex(({ day }) => day > 4)
        const parts = split && cut > 0 ? [sorted.slice(0, cut), sorted.slice(cut)] : [deals]
        for (const part of parts) {
          const done = await importAll(admin, toCsv(part))
          expect(done).toMatchObject({ importedRows: part.length, rejectedRows: 0 })
        }
        const earned = await asOwner(
          `select l.external_id as id, (c.snapshot->>'dealsBefore')::int as before,
            c.commission_rate::text as rate, c.commission_amount as amount
           from commissions c join client_leads l on l.id = c.client_lead_id where c.workspace_id = $1`,
          [workspace.id],
        )
        const byId = (rows: { id?: string }[]) =>
          rows.toSorted((a, b) => (`${a.id}` < `${b.id}` ? -1 : 1))
        expect(byId(earned)).toEqual(byId(reference(deals)))
      }),
      { numRuns: 15 },
    )
  }, 60_000)
})

describe('partners of rows', () => {
  const known = [
    { id: 'ann', name: 'Ann', email: 'ann@example.com' },
    { id: 'bob', name: 'Bob  Builder', email: null },
    { id: 'eve1', name: 'Eve', email: null },
    { id: 'eve2', name: 'EVE', email: null },
  ]
  const directory = partnerDirectory(known)
  const idOf = (partnerKey: string, partnerEmail: string | null) =>
    directory.find({ partnerKey, partnerEmail })

  it('are found by e-mail, else by name, but never by a name with another e-mail', () => {
    expect(idOf('somebody', 'ann@example.com')).toBe('ann')
    expect(idOf('ann', null)).toBe('ann')
    expect(idOf('ann', 'other@example.com')).toBeUndefined()
    expect(idOf('bob builder', 'bob@example.com')).toBe('bob')
    expect(directory.ambiguous({ partnerKey: 'eve', partnerEmail: null })).toMatch(/2 partners/)
  })

  it('are one new partner however many rows name them', () => {
    const rows = [
      { partnerKey: 'zoë', partnerEmail: null },
      { partnerKey: 'zoë', partnerEmail: 'zoe@example.com' },
      { partnerKey: 'z.', partnerEmail: 'zoe@example.com' },
      { partnerKey: 'max', partnerEmail: null },
    ]
    const ids = assignPartners(rows, directory).map(({ id }) => id)
    expect(new Set(ids.slice(0, 3)).size).toBe(1)
    expect(new Set(ids).size).toBe(2)
  })
})
