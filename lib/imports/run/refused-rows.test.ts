import { call } from '@orpc/server'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { deals, tally } from '@/e2e/import-rows'
import { confirmed, makeAgency, run } from '@/e2e/imports'
import { asking, asOwner, closeOwner, makePartner } from '@/e2e/people'
import { closeConnections } from '../../db/client'
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

describe('a row that the database refuses', () => {
  it('is left out alone, and every row is counted', async () => {
    const { admin, workspace } = agency
    const found = await confirmed(admin, deals(50))
    await asOwner(
      `update import_rows set parsed = parsed || '{"currency":"nope"}' where import_id = $1 and row_no in (3, 17)`,
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
    const found = await confirmed(admin, deals(10))
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
