import { call } from '@orpc/server'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { streamOf, task } from '@/e2e/imports'
import { asking, asOwner, closeOwner, makeMember, makeWorkspace } from '@/e2e/people'
import { closeConnections } from '../../db/client'
import { directories } from '../../directories/procedures'
import { checkImport } from '../check'
import { directoryImports, imports } from '../procedures'
import { runImport } from '../run/import'
import { asImporter } from '../worker'

type Admin = Awaited<ReturnType<typeof makeMember>>

let admin: Admin
beforeEach(async () => {
  admin = await makeMember(await makeWorkspace(), 'admin')
})
afterAll(async () => {
  await closeConnections()
  await closeOwner()
})

const file = `Directory,URL,Category,DA,Follow,Free or paid,Price,Requirements,Automation
Acme Börse,acme.example.de,Yellow Pages,71,dofollow,,,"Name, Phone, Logo (optional)",manual
,https://www.tools.example.com/submit,SaaS,,no follow,Paid,$49.00,website; e-mail,auto
Bad one,not an address,Moon,250,maybe,perhaps,x,shoe size,magic
Acme again,http://acme.example.de/,local,12,,,,,
`

const upload = (content: string, source = 'sheet', who = admin) =>
  call(
    directoryImports.upload,
    { query: { fileName: 'd.csv', source } },
    { context: asking(who, { upload: streamOf(content) }) },
  )

async function check(content: string, source?: string) {
  const found = await upload(content, source)
  const context = asking(admin)
  await call(directoryImports.map, { id: found.id, ...found.mapping }, { context })
  await asImporter(task(found, admin), (step) => checkImport(task(found, admin), step))
  return call(directoryImports.find, { id: found.id }, { context })
}

const confirm = ({ id }: { id: string }) =>
  call(directoryImports.confirm, { id }, { context: asking(admin) })

async function run(found: { id: string }) {
  const job = task(found, admin)
  await asImporter(job, (step) => runImport(job, step))
  return call(directoryImports.find, { id: found.id }, { context: asking(admin) })
}

const rows = async (id: string, status?: ('bad' | 'duplicate')[]) =>
  (await call(directoryImports.rows, { id, status }, { context: asking(admin) })).items

describe('a file of directories', () => {
  it('has its columns guessed by their names', async () => {
    const { mapping } = await upload(file)
    expect(mapping.columns).toEqual({
      name: 0,
      url: 1,
      category: 2,
      daScore: 3,
      linkType: 4,
      pricing: 5,
      price: 6,
      asks: 7,
      method: 8,
    })
  })

  it('says what is wrong in each cell, and which row names the same one', async () => {
    const found = await check(file)
    expect(found).toMatchObject({ goodRows: 2, badRows: 1, duplicateRows: 1 })
    const [bad] = await rows(found.id, ['bad'])
    expect(Object.keys(bad?.errors ?? {}).sort()).toEqual(
      ['asks', 'category', 'daScore', 'linkType', 'method', 'price', 'pricing', 'url'].sort(),
    )
    const [twice] = await rows(found.id, ['duplicate'])
    expect(twice?.errors).toEqual({ duplicate: 'Row 1 names the same one.' })
  })

  it('becomes directories, and a corrected row with them', async () => {
    const found = await check(file)
    const context = asking(admin)
    const edit = (field: string, value: string) =>
      call(directoryImports.editCell, { id: found.id, rowNo: 3, field, value }, { context })
    for (const field of ['category', 'daScore', 'linkType', 'method', 'price', 'pricing', 'asks'])
      await edit(field, '')
    expect(await edit('url', 'tools.example.com/submit')).toMatchObject({ status: 'duplicate' })
    expect(await edit('url', 'moon.example.com')).toMatchObject({ status: 'good' })
    expect(await call(directoryImports.preview, { id: found.id }, { context })).toMatchObject({
      rows: 3,
    })
    await confirm(found)
    const done = await run(found)
    expect(done).toMatchObject({ status: 'completed', importedRows: 3, duplicateRows: 1 })
    const { items } = await call(directories.list, {}, { context })
    const named = (name: string) => items.find((item) => item.name === name)
    expect(named('Acme Börse')).toMatchObject({
      slug: 'acme-borse',
      url: 'https://acme.example.de',
      category: 'general',
      daScore: 71,
      linkType: 'dofollow',
      pricing: 'free',
      automationMethod: 'manual',
    })
    const tools = named('example.com')
    expect(tools).toMatchObject({
      category: 'software',
      pricing: 'paid',
      priceCents: 4900,
      priceCurrency: 'USD',
      linkType: 'nofollow',
      automationMethod: 'headless_browser',
    })
    const acme = await call(
      directories.find,
      { id: named('Acme Börse')?.id as string },
      { context },
    )
    expect(acme.requirements.fields).toEqual({
      name: { required: true },
      phone: { required: true },
      logoUrl: { required: false },
    })
    const [row] = await rows(found.id)
    expect(row).toMatchObject({ madeId: acme.id, leadId: null })
    expect(await call(directoryImports.report, { id: found.id }, { context })).toMatchObject({
      rows: 3,
      groups: expect.arrayContaining([{ label: 'Software', count: 1 }]),
    })
  })

  it('adds nothing a second time, whatever its source is called', async () => {
    const first = await check(file)
    const same = await check(file)
    const renamed = await check(file, 'elsewhere')
    for (const found of [first, same, renamed]) {
      await confirm(found)
      await run(found)
    }
    const { items } = await call(directories.list, {}, { context: asking(admin) })
    expect(items).toHaveLength(2)
    const again = await check(file)
    expect(again).toMatchObject({ goodRows: 0, duplicateRows: 3 })
    await expect(confirm(again)).rejects.toMatchObject({ code: 'conflict' })
  })

  it('takes names that repeat, for addresses do not', async () => {
    const many = Array.from({ length: 40 }, (_, n) => `黄页 Yellow,https://d${n}.example.com/a`)
    const found = await check(`Name,URL\n${many.join('\n')}\n`)
    await confirm(found)
    expect(await run(found)).toMatchObject({ importedRows: 40, rejectedRows: 0 })
    const slugs = await asOwner<{ slug: string }>(
      'select slug from directories where workspace_id = $1',
      [admin.workspace.id],
    )
    expect(new Set(slugs.map(({ slug }) => slug)).size).toBe(40)
  })

  it('runs one at a time, and not beside a change of mind', async () => {
    const first = await check(file)
    const second = await check('Name,URL\nX,x.example.com\n')
    await confirm(first)
    await expect(confirm(second)).rejects.toMatchObject({ code: 'conflict' })
    await Promise.all([run(first), run(first)])
    await confirm(second)
    expect(await run(second)).toMatchObject({ status: 'completed', importedRows: 1 })
  })
})

describe('the doors of a kind', () => {
  it('know no import of another kind, nor of another workspace', async () => {
    const found = await upload(file)
    const { id } = found
    for (const door of [imports.find, imports.rows, imports.cancel, imports.report])
      await expect(
        call(door as typeof imports.find, { id }, { context: asking(admin) }),
      ).rejects.toMatchObject({ status: 404 })
    const stranger = await makeMember(await makeWorkspace(), 'admin')
    await expect(
      call(directoryImports.find, { id }, { context: asking(stranger) }),
    ).rejects.toMatchObject({ status: 404 })
    await expect(
      upload(file, 'x', await makeMember(admin.workspace, 'manager')),
    ).rejects.toMatchObject({ status: 403 })
  })

  it('refuse a mapping without the address, and a field of leads', async () => {
    const { id } = await upload(file)
    const context = asking(admin)
    await expect(
      call(directoryImports.map, { id, columns: { name: 0 } }, { context }),
    ).rejects.toMatchObject({ data: { fields: { 'columns.url': expect.any(String) } } })
    await expect(
      call(directoryImports.map, { id, columns: { url: 1, stage: 2 } } as never, { context }),
    ).rejects.toMatchObject({ status: 400 })
  })
})
