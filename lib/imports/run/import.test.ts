import { call } from '@orpc/server'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { deals, header, recomputed, tally } from '@/e2e/import-rows'
import { check, confirmed, importAll, makeAgency, run, task, upload } from '@/e2e/imports'
import { asking, asOwner, closeOwner, jobs, makePartner } from '@/e2e/people'
import { closeConnections } from '../../db/client'
import { leads } from '../../leads/procedures'
import { imports } from '../procedures'

type Agency = Awaited<ReturnType<typeof makeAgency>>

let agency: Agency
beforeEach(async () => {
  agency = await makeAgency()
})
afterAll(async () => {
  await closeConnections()
  await closeOwner()
})

describe('an import', () => {
  it('makes partners, leads, history and commissions that the leads themselves confirm', async () => {
    const { admin, workspace } = agency
    const done = await importAll(admin, deals(600))
    expect(done).toMatchObject({
      status: 'completed',
      totalRows: 600,
      importedRows: 600,
      rejectedRows: 0,
      duplicateRows: 0,
      partnersMade: 4,
    })
    expect(await tally(workspace.id)).toMatchObject({
      leads: 600,
      history: 600,
      events: 600,
      partners: 4,
      // The deal in row 1 was won at zero.
      commissions: 239,
    })
    const sums = await recomputed(workspace.id)
    expect(sums).toMatchObject({ wrong: 0, total: sums?.expected })
    const report = await call(imports.report, { id: done.id }, { context: asking(admin) })
    expect(report.commissions).toEqual([
      { currency: 'EUR', count: 239, amount: Number(sums?.expected) },
    ])
  })

  it('makes partners who have been ones since their first lead', async () => {
    const { admin, workspace } = agency
    const file = `id,agent,account,stage,engaged,closed,value
A1,Ann,Firm 1,Won,2021-05-04,2021-06-01,10
A2,Ann,Firm 2,Engaging,2020-02-03,,
B1,Ben,Firm 3,Prospecting,,,
C1,Cid,Firm 4,Lost,,2022-03-04,
`
    await importAll(admin, file)
    const rows = await asOwner<{ name: string; since: string | null }>(
      `select name, case when created_at < '2023-01-01' then (created_at at time zone 'UTC')::date::text end as since
       from partners where workspace_id = $1 order by name`,
      [workspace.id],
    )
    expect(rows).toEqual([
      { name: 'Ann', since: '2020-02-03' },
      { name: 'Ben', since: null },
      { name: 'Cid', since: '2022-03-04' },
    ])
  })

  it('has shown the same commissions before it was confirmed, and made nothing until then', async () => {
    const { admin, workspace } = agency
    const found = await check(admin, await upload(admin, deals(100)))
    const context = asking(admin)
    const preview = await call(imports.preview, { id: found.id }, { context })
    expect(preview).toMatchObject({ leads: 100, partners: { made: 4, known: 0 } })
    expect(await tally(workspace.id)).toMatchObject({ leads: 0, partners: 0, commissions: 0 })
    await call(imports.confirm, { id: found.id, expectedLeads: 100 }, { context })
    expect(await jobs('imports.run')).toContainEqual(task(found, admin))
    await run(admin, found)
    const report = await call(imports.report, { id: found.id }, { context })
    expect(report.commissions[0]?.amount).toBe(preview.commissions[0]?.amount)
  })

  it('raises tiers as deals count, and leaves nobody invited', async () => {
    await importAll(agency.admin, deals(60, 1))
    const [partner] = await asOwner(
      'select origin, email, tier, total_deals, total_earnings from partners where workspace_id = $1',
      [agency.workspace.id],
    )
    expect(partner).toMatchObject({ origin: 'import', email: null, tier: 'gold', total_deals: 24 })
    const invited = await asOwner('select 1 from invitations where workspace_id = $1', [
      agency.workspace.id,
    ])
    expect(invited).toHaveLength(0)
  })

  it('adds nothing the second time, with or without ids of its own', async () => {
    const { admin, workspace } = agency
    const noIds = deals(40).replace(/^\w+,/gm, '')
    const twice = `${noIds}${noIds.split('\n')[3]}\n`
    for (const content of [deals(60), twice]) {
      const before = (await tally(workspace.id))?.leads ?? 0
      const first = await importAll(admin, content)
      expect(first.importedRows).toBe(first.totalRows)
      const again = await check(admin, await upload(admin, content))
      expect(again).toMatchObject({ goodRows: 0, badRows: 0, duplicateRows: first.totalRows })
      await expect(
        call(imports.confirm, { id: again.id }, { context: asking(admin) }),
      ).rejects.toMatchObject({ code: 'conflict' })
      expect((await tally(workspace.id))?.leads).toBe(before + first.totalRows)
    }
  })

  it('knows a repeated id in the file, and tells it from a repeated business', async () => {
    const content = `${header}\nA,Ann,Firm,Won,,2024-01-01,10\nA,Ann,Firm,Won,,2024-01-02,10\nB,Ann,Firm,Won,,2024-01-01,10\n`
    const done = await importAll(agency.admin, content)
    expect(done).toMatchObject({ importedRows: 2, duplicateRows: 1, rejectedRows: 0 })
  })

  it('keeps commissions as paid history when they were paid elsewhere', async () => {
    const { admin, workspace } = agency
    await importAll(admin, deals(20), { alreadyPaid: true })
    const rows = await asOwner(
      `select distinct status, origin, imported_by, paid_at = earned_at as on_time, approved_at
       from commissions where workspace_id = $1`,
      [workspace.id],
    )
    expect(rows).toEqual([
      {
        status: 'paid',
        origin: 'import',
        imported_by: admin.userId,
        on_time: true,
        approved_at: null,
      },
    ])
  })

  it('finds partners by e-mail, else by name, and counts deals they had won before', async () => {
    const { admin, workspace } = agency
    const pat = await makePartner(workspace)
    await asOwner(
      `update partners set name = 'Agent  0', email = 'pat-${pat}@example.com' where id = $1`,
      [pat],
    )
    await importAll(admin, deals(30, 1))
    const content = `id,agent,agent email,stage,closed,value\nZ1,Somebody,PAT-${pat}@example.com,won,2025-01-01,100`
    await importAll(admin, content)
    const [z] = await asOwner<{ partner_id: string; before: string; tier: string }>(
      `select c.partner_id, c.snapshot->>'dealsBefore' as before, c.tier_at_sale as tier
       from commissions c join client_leads l on l.id = c.client_lead_id
       where l.workspace_id = $1 and l.external_id = 'Z1'`,
      [workspace.id],
    )
    expect(z).toEqual({ partner_id: pat, before: '12', tier: 'silver' })
    expect(await tally(workspace.id)).toMatchObject({ partners: 1 })
  })

  it('leaves the rate of a locked tier alone', async () => {
    const { admin, workspace } = agency
    const pat = await makePartner(workspace)
    await asOwner(
      "update partners set name = 'Agent 0', tier = 'platinum', tier_locked = true where id = $1",
      [pat],
    )
    await importAll(admin, deals(10, 1))
    const rates = await asOwner(
      'select distinct commission_rate::text as rate from commissions where workspace_id = $1',
      [workspace.id],
    )
    expect(rates).toEqual([{ rate: '40.00' }])
  })

  it('is found again by its leads', async () => {
    const { admin } = agency
    const [first] = [await importAll(admin, deals(30)), await importAll(admin, deals(40))]
    const context = asking(admin)
    const page = await call(leads.page, { importId: first.id, status: ['closed_won'] }, { context })
    expect(page.total).toEqual({ count: 12, capped: false })
    const file = await call(leads.export, { importId: first.id }, { context })
    expect(await (file as File).text()).toContain('30 rows.')
  })
})

it('one import runs at a time in a workspace, so that deals are counted in order', async () => {
  await confirmed(agency.admin, deals(10))
  const other = await check(agency.admin, await upload(agency.admin, deals(5), { source: 'x' }))
  await expect(
    call(imports.confirm, { id: other.id }, { context: asking(agency.admin) }),
  ).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('Another import') })
})
