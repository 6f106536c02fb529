import { call } from '@orpc/server'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { streamOf, task } from '@/e2e/imports'
import { asking, asOwner, closeOwner, makeMember, makeWorkspace } from '@/e2e/people'
import { customers } from '../../customers/procedures'
import { closeConnections } from '../../db/client'
import { checkImport } from '../check'
import { customerImports } from '../procedures'
import { runImport } from '../run/import'
import { asImporter } from '../worker'

let admin: Awaited<ReturnType<typeof makeMember>>
beforeEach(async () => {
  admin = await makeMember(await makeWorkspace(), 'admin')
})
afterAll(async () => {
  await closeConnections()
  await closeOwner()
})

const file = `Customer ID,Email,Contact,Company,Phone,Website,Plan,City,Country
1,ADA@Example.com,Ada Lovelace,Analytical Engines,020 7946 0000,engines.example.com,Pro,London,gb
2,zoe@example.com,,Zoës Bäckerei,,,,,
3,nobody,Bob,,12,not a site!,Diamond,,Germany
4,ada@example.com,Ada again,Other,,,,,
`

async function check(content: string, source = 'crm') {
  const context = asking(admin)
  const found = await call(
    customerImports.upload,
    { query: { fileName: 'c.csv', source } },
    { context: asking(admin, { upload: streamOf(content) }) },
  )
  await call(customerImports.map, { id: found.id, ...found.mapping }, { context })
  await asImporter(task(found, admin), (step) => checkImport(task(found, admin), step))
  return call(customerImports.find, { id: found.id }, { context })
}

async function confirmAndRun(found: { id: string }) {
  const context = asking(admin)
  await call(customerImports.confirm, { id: found.id }, { context })
  await asImporter(task(found, admin), (step) => runImport(task(found, admin), step))
  return call(customerImports.find, { id: found.id }, { context })
}

describe('a file of customers', () => {
  it('becomes customers on their tiers, whom nobody has invited', async () => {
    const found = await check(file)
    const context = asking(admin)
    expect(found).toMatchObject({ goodRows: 2, badRows: 1, duplicateRows: 1 })
    const { items: rows } = await call(customerImports.rows, { id: found.id }, { context })
    expect(Object.keys(rows[2]?.errors ?? {}).sort()).toEqual(
      ['country', 'email', 'phone', 'tier', 'website'].sort(),
    )
    expect(rows[3]?.errors).toEqual({ duplicate: 'Row 1 names the same one.' })
    expect(await confirmAndRun(found)).toMatchObject({
      status: 'completed',
      importedRows: 2,
      rejectedRows: 1,
      duplicateRows: 1,
    })
    const { items } = await call(customers.list, {}, { context })
    const ada = items.find(({ email }) => email === 'ada@example.com')
    expect(ada).toMatchObject({
      companyName: 'Analytical Engines',
      subscriptionTier: 'pro',
      subscriptionStatus: 'active',
      creditsLimit: 500,
    })
    const record = await call(customers.find, { id: ada?.id as string }, { context })
    expect(record).toMatchObject({ source: 'crm', externalId: '1', account: 'none' })
    expect(record.business).toMatchObject({
      phone: '+442079460000',
      address: { city: 'London', country: 'GB' },
    })
    const report = await call(customerImports.report, { id: found.id }, { context })
    expect(report.groups).toEqual([
      { label: 'Basic', count: 1 },
      { label: 'Pro', count: 1 },
    ])
  })

  it('adds nothing a second time, also when both were checked before either ran', async () => {
    const first = await check(file)
    const second = await check(file, 'another')
    await confirmAndRun(first)
    expect(await confirmAndRun(second)).toMatchObject({ importedRows: 0, duplicateRows: 3 })
    const [row] = await asOwner<{ n: number }>(
      'select count(*)::int as n from customers where workspace_id = $1',
      [admin.workspace.id],
    )
    expect(row?.n).toBe(2)
  })

  it('is not for managers, who cannot set tiers', async () => {
    const manager = await makeMember(admin.workspace, 'manager')
    await expect(
      call(customerImports.list, {}, { context: asking(manager) }),
    ).rejects.toMatchObject({ status: 403 })
  })
})
