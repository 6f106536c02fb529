import { call } from '@orpc/server'
import { sql } from 'kysely'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { check, importAll, makeAgency, run, task, upload } from '@/e2e/imports'
import { asking, asOwner, closeOwner, jobs, makePartner } from '@/e2e/people'
import { closeConnections } from '../../db/client'
import { imports } from '../procedures'
import { asImporter } from '../worker'
import { runImport } from './import'

type Agency = Awaited<ReturnType<typeof makeAgency>>

let agency: Agency
beforeEach(async () => {
  agency = await makeAgency()
})
afterAll(async () => {
  await closeConnections()
  await closeOwner()
})

const header = 'id,agent,account,deal_stage,engage_date,close_date,close_value'
const stages = ['Won', 'Lost', 'Engaging', 'Won', 'Prospecting']

/** Deals of a few agents whose closing order is not the order of the file. */
function deals(count: number, agents = 4) {
  const lines = Array.from({ length: count }, (_, n) => {
    const stage = stages[n % stages.length]
    const day = String(1 + ((n * 7) % 28)).padStart(2, '0')
    const closed = stage === 'Won' || stage === 'Lost'
    const account = n % 6 === 0 ? '' : `Firm ${n % 11}`
    return `D${n},Agent ${n % agents},${account},${stage},2024-01-01,${closed ? `2024-0${1 + (n % 9)}-${day}` : ''},${closed ? n * 13 : ''}`
  })
  return `${header}\n${lines.join('\n')}\n`
}

const tally = async (workspaceId: string) => {
  const [row] = await asOwner<Record<string, number>>(
    `select (select count(*)::int from client_leads where workspace_id = $1) as leads,
      (select count(*)::int from lead_stage_history where workspace_id = $1) as history,
      (select count(*)::int from commissions where workspace_id = $1) as commissions,
      (select count(*)::int from partners where workspace_id = $1) as partners,
      (select count(*)::int from events where workspace_id = $1 and type = 'lead.imported') as events`,
    [workspaceId],
  )
  return row
}

/** Commissions as they are, beside what the leads alone say they must be. */
const recomputed = async (workspaceId: string) => {
  const [row] = await asOwner<{ wrong: number; total: string; expected: string }>(
    `with won as (
       select id, project_value, row_number() over (partition by partner_id order by closed_at, external_id collate "C") - 1 as before
       from client_leads where workspace_id = $1 and status = 'closed_won'
     ), due as (
       select id, before, round(project_value * case when before >= 50 then 40 when before >= 15 then 30
         when before >= 5 then 25 else 20 end / 100.0) as amount from won
     )
     select count(*) filter (where coalesce(c.commission_amount, 0) <> d.amount
         or (c.snapshot->>'dealsBefore')::int <> d.before)::int as wrong,
       sum(c.commission_amount)::text as total, sum(d.amount)::text as expected
     from due d left join commissions c on c.client_lead_id = d.id`,
    [workspaceId],
  )
  return row
}

const confirmed = async (content: string) => {
  const found = await check(agency.admin, await upload(agency.admin, content))
  await call(imports.confirm, { id: found.id }, { context: asking(agency.admin) })
  return found
}

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
})

describe('an import that is stopped', () => {
  const whole = (count: number) => ({ leads: count, history: count, events: count })

  it('between two chunks, goes on where it was', async () => {
    const { admin, workspace } = agency
    const found = await confirmed(deals(1200))
    const stop = new AbortController()
    const job = task(found, admin)
    let steps = 0
    const halted = asImporter(job, (step) =>
      runImport(
        job,
        (work, options) => {
          if (++steps === 4) stop.abort()
          return step(work, options)
        },
        stop.signal,
      ),
    )
    await expect(halted).rejects.toThrow()
    const half = await tally(workspace.id)
    expect(half?.leads).toBeGreaterThan(0)
    expect(half?.leads).toBeLessThan(1200)
    expect(half).toMatchObject(whole(half?.leads ?? 0))
    expect(await run(admin, found)).toMatchObject({ status: 'completed', importedRows: 1200 })
    expect(await tally(workspace.id)).toMatchObject(whole(1200))
    expect(await recomputed(workspace.id)).toMatchObject({ wrong: 0 })
  })

  it('in the middle of any chunk, after all was written, loses and doubles nothing', async () => {
    const { admin, workspace } = agency
    const found = await confirmed(deals(1100))
    const job = task(found, admin)
    const dieIn = (fatal: number) => {
      let steps = 0
      return asImporter(job, (step) =>
        runImport(job, (work, options) => {
          if (++steps !== fatal) return step(work, options)
          return step(async (ctx) => {
            const result = await work(ctx)
            const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(
              ctx.db,
            )
            await asOwner('select pg_terminate_backend($1, 5000)', [rows[0]?.pid])
            return result
          }, options)
        }),
      )
    }
    for (const fatal of [1, 2, 3, 4]) {
      await expect(dieIn(fatal)).rejects.toThrow()
      const part = await tally(workspace.id)
      expect(part?.leads).toBeLessThan(1100)
      expect(part).toMatchObject(whole(part?.leads ?? -1))
    }
    expect(await run(admin, found)).toMatchObject({ status: 'completed', importedRows: 1100 })
    expect(await tally(workspace.id)).toMatchObject(whole(1100))
    expect(await recomputed(workspace.id)).toMatchObject({ wrong: 0 })
  })

  it('by nobody, but run by three workers at once, imports every row once', async () => {
    const { admin, workspace } = agency
    const found = await confirmed(deals(1200))
    await Promise.all([run(admin, found), run(admin, found), run(admin, found)])
    expect(await tally(workspace.id)).toMatchObject({ ...whole(1200), partners: 4 })
    expect(await recomputed(workspace.id)).toMatchObject({ wrong: 0 })
  })

  it('by its owner, says what is imported; the file again adds the rest', async () => {
    const { admin, workspace } = agency
    const content = deals(1100)
    const found = await confirmed(content)
    const job = task(found, admin)
    let steps = 0
    await asImporter(job, (step) =>
      runImport(job, async (work, options) => {
        if (++steps === 4) await call(imports.cancel, { id: found.id }, { context: asking(admin) })
        return step(work, options)
      }),
    )
    const cancelled = await call(imports.find, { id: found.id }, { context: asking(admin) })
    expect(cancelled.status).toBe('cancelled')
    expect(cancelled.importedRows).toBeGreaterThan(0)
    expect(await tally(workspace.id)).toMatchObject(whole(cancelled.importedRows))
    const rest = await importAll(admin, content)
    expect(rest).toMatchObject({
      duplicateRows: cancelled.importedRows,
      importedRows: 1100 - cancelled.importedRows,
    })
  })
})

describe('a row that the database refuses', () => {
  it('is left out alone, and every row is counted', async () => {
    const { admin, workspace } = agency
    const found = await confirmed(deals(50))
    await asOwner(
      `update lead_import_rows set parsed = parsed || '{"currency":"nope"}' where import_id = $1 and row_no in (3, 17)`,
      [found.id],
    )
    const done = await run(admin, found)
    expect(done).toMatchObject({ status: 'completed', importedRows: 48, rejectedRows: 2 })
    expect(await tally(workspace.id)).toMatchObject({ leads: 48, events: 48 })
    const file = await call(imports.rejected, { id: found.id }, { context: asking(admin) })
    expect(await file.text()).toContain('The database refused this row.')
  })

  it('because the lead came by another door meanwhile, is a duplicate', async () => {
    const { admin, workspace } = agency
    const found = await confirmed(deals(10))
    const pat = await makePartner(workspace)
    await asOwner(
      `insert into client_leads (workspace_id, partner_id, client_name, currency, stage_entered_at, position, origin, external_source, external_id, created_at)
       values ($1, $2, 'Zoë', 'EUR', now(), 'a0', 'api', 'crm', 'D4', now())`,
      [workspace.id, pat],
    )
    const done = await run(admin, found)
    expect(done).toMatchObject({ status: 'completed', importedRows: 9, duplicateRows: 1 })
  })
})

it('one import runs at a time in a workspace, so that deals are counted in order', async () => {
  await confirmed(deals(10))
  const other = await check(agency.admin, await upload(agency.admin, deals(5), { source: 'x' }))
  await expect(
    call(imports.confirm, { id: other.id }, { context: asking(agency.admin) }),
  ).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('Another import') })
})
