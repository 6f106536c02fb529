import { readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { call } from '@orpc/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { check, makeAgency, streamOf, upload } from '@/e2e/imports'
import { asking, asOwner, closeOwner, makeMember } from '@/e2e/people'
import { handleRest } from '../api/rest'
import { uploadOf } from '../api/upload'
import type { Actor } from '../auth/actor'
import { closeConnections } from '../db/client'
import { limits } from './limits'
import { imports } from './procedures'

type Agency = Awaited<ReturnType<typeof makeAgency>>

let agency: Agency
beforeAll(async () => {
  agency = await makeAgency()
})
afterAll(async () => {
  await closeConnections()
  await closeOwner()
})

const small = 'partner,stage,value,closed\nAnn,Won,10,2024-01-01\nBob,Lost,,2024-01-02\n'

const kept = async () => {
  const [row] = await asOwner<{ imports: number; rows: number }>(
    `select (select count(*)::int from imports where workspace_id = $1) as imports,
      (select count(*)::int from import_rows where workspace_id = $1) as rows`,
    [agency.workspace.id],
  )
  return row
}
const leftOver = () => readdirSync(tmpdir()).filter((name) => name.startsWith('tandem-import-'))

describe('an upload', () => {
  it('that is too large is refused as it streams, and leaves nothing', async () => {
    const before = { kept: await kept(), files: leftOver() }
    let sent = 0
    const line = new TextEncoder().encode(`${'x'.repeat(1022)},\n`)
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += line.length
        if (sent > limits.bytes + line.length) controller.close()
        else controller.enqueue(line)
      },
    })
    await expect(
      call(imports.upload, { query: {} }, { context: asking(agency.admin, { upload: endless }) }),
    ).rejects.toMatchObject({
      code: 'too_large',
      status: 413,
      message: expect.stringContaining('50 MB'),
    })
    expect({ kept: await kept(), files: leftOver() }).toEqual(before)
  })

  it('whose sender never stops is cut off', async () => {
    let cancelled = false
    const block = new Uint8Array(1024 * 1024)
    const endless = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(block),
      cancel() {
        cancelled = true
      },
    })
    await expect(
      call(imports.upload, { query: {} }, { context: asking(agency.admin, { upload: endless }) }),
    ).rejects.toMatchObject({ code: 'too_large' })
    expect(cancelled).toBe(true)
  })

  it('of anything but a CSV is refused, and leaves nothing', async () => {
    const before = { kept: await kept(), files: leftOver() }
    for (const content of ['', 'a,b\n', 'a,a\n1,2\n', '%PDF-1.7', 'a,b\n1,"2\n', 'just words\n'])
      await expect(upload(agency.admin, content)).rejects.toMatchObject({
        code: 'invalid',
        data: { fields: { file: expect.any(String) } },
      })
    expect({ kept: await kept(), files: leftOver() }).toEqual(before)
  })

  it('says how it was read', async () => {
    const latin = await upload(agency.admin, Buffer.from('Partner;Stage\nZoë;Won\n', 'latin1'))
    expect(latin).toMatchObject({ encoding: 'windows-1252', delimiter: ';', totalRows: 1 })
    expect(latin.columns[0]?.samples).toEqual(['Zoë'])
    const wide = await upload(
      agency.admin,
      Buffer.from('\ufeffPartner\tStage\n🚀\tWon\n', 'utf16le'),
    )
    expect(wide).toMatchObject({ encoding: 'utf-16le', delimiter: '\t' })
    expect(wide.columns[0]?.samples).toEqual(['🚀'])
  })

  it('sent again under one key is the same import; another file under it is refused', async () => {
    const options = { idempotencyKey: crypto.randomUUID() }
    const before = await kept()
    const all = await Promise.all([1, 2, 3].map(() => upload(agency.admin, small, options)))
    expect(new Set(all.map(({ id }) => id)).size).toBe(1)
    expect((await kept())?.imports).toBe((before?.imports ?? 0) + 1)
    await expect(
      upload(agency.admin, `${small}Eve,Won,1,2024-01-01\n`, options),
    ).rejects.toMatchObject({ code: 'conflict' })
  })
})

describe('over REST', () => {
  const post = (body: BodyInit, type?: string) => {
    const request = new Request('http://localhost/api/v1/lead-imports?fileName=a.csv&source=hub', {
      method: 'POST',
      body,
      ...(type ? { headers: { 'content-type': type } } : {}),
    })
    return handleRest(request, asking(agency.admin, { upload: uploadOf(request) }))
  }

  it.each(['text/csv', 'text/csv; charset=utf-8', 'application/octet-stream'])(
    'takes the body as %s',
    async (type) => {
      const response = await post(small, type)
      expect(response.status).toBe(201)
      expect(await response.json()).toMatchObject({
        fileName: 'a.csv',
        source: 'hub',
        totalRows: 2,
      })
    },
  )

  it('takes a form with the file among other fields', async () => {
    const form = new FormData()
    form.set('note', 'something\r\n--else')
    form.set('file', new File([small.repeat(1)], 'deals.csv', { type: 'text/csv' }))
    form.set('after', 'x')
    const response = await post(form)
    expect(response.status).toBe(201)
    expect(await response.json()).toMatchObject({ totalRows: 2, fileBytes: small.length })
  })

  it('refuses a form without a file, and a body without one, in words', async () => {
    const form = new FormData()
    form.set('note', 'no file')
    for (const response of [await post(form), await post('{}', 'application/json')]) {
      expect(response.status).toBe(400)
      expect(response.headers.get('content-type')).toBe('application/problem+json')
      expect((await response.json()).detail).toMatch(/file/)
    }
  })
})

describe('the dry run', () => {
  it('explains bad cells, takes corrections, and sees the duplicates they make', async () => {
    const { admin } = agency
    const context = asking(admin)
    const content = `id,partner,stage,value,closed
A,Ann,Won,10,2024-01-01
B,Ann,Won,NaN,2024-01-01
C,,Won,-5,31/31/2024
A,Ann,Won,12,2024-01-02
`
    const found = await check(admin, await upload(admin, content, { source: 'dry' }))
    expect(found).toMatchObject({ status: 'ready', goodRows: 1, badRows: 2, duplicateRows: 1 })
    const { items } = await call(imports.rows, { id: found.id, status: ['bad'] }, { context })
    expect(items[0]).toMatchObject({ rowNo: 2, errors: { value: expect.any(String) } })
    expect(Object.keys(items[1]?.errors ?? {}).sort()).toEqual(['closedAt', 'partnerName', 'value'])

    const edit = (rowNo: number, field: 'value' | 'externalId', value: string | null) =>
      call(imports.editCell, { id: found.id, rowNo, field, value }, { context })
    expect(await edit(2, 'value', '7.50')).toMatchObject({ status: 'good', edited: ['value'] })
    expect(await edit(2, 'externalId', 'A')).toMatchObject({ status: 'duplicate' })
    expect(await edit(1, 'externalId', 'Z')).toMatchObject({ status: 'good' })
    const row = await call(imports.row, { id: found.id, rowNo: 2 }, { context })
    expect(row).toMatchObject({ status: 'good', errors: {} })
    expect(await edit(2, 'value', null)).toMatchObject({ status: 'bad', edited: ['externalId'] })

    const file = await call(imports.rejected, { id: found.id }, { context })
    const csv = await file.text()
    expect(csv).toContain('B,Ann,Won,NaN,2024-01-01,2,')
    expect(csv).toContain("C,,Won,'-5,31/31/2024,3,")
  })

  it('pages through the rows both ways', async () => {
    const { admin } = agency
    const lines = Array.from({ length: 25 }, (_, n) => `P${n},new`).join('\n')
    const { id } = await check(admin, await upload(admin, `partner,stage\n${lines}\n`))
    const page = (paging: object) =>
      call(imports.rows, { id, limit: 10, ...paging }, { context: asking(admin) })
    const numbers = async (paging: object) => {
      const { items, next, previous } = await page(paging)
      return [items[0]?.rowNo, items.at(-1)?.rowNo, previous, next]
    }
    expect(await numbers({})).toEqual([1, 10, null, 10])
    expect(await numbers({ after: 10 })).toEqual([11, 20, 11, 20])
    expect(await numbers({ after: 20 })).toEqual([21, 25, 21, null])
    expect(await numbers({ before: 21 })).toEqual([11, 20, 11, 20])
    expect(await numbers({ before: 11 })).toEqual([1, 10, null, 10])
  })

  it('asks about unknown stages, ambiguous dates and a missing partner first', async () => {
    const { admin } = agency
    const found = await upload(admin, 'who,stage,value,closed\nAnn,Fancy,1,3/4/2024\n')
    await expect(
      call(imports.map, { id: found.id, ...found.mapping }, { context: asking(admin) }),
    ).rejects.toMatchObject({
      code: 'invalid',
      data: {
        fields: {
          'columns.partnerName': expect.any(String),
          'stages.Fancy': expect.any(String),
          dateOrder: expect.any(String),
        },
      },
    })
  })
})

it('belongs to its workspace, and to those who may import', async () => {
  const found = await upload(agency.admin, small)
  const other = await makeAgency()
  const manager = await makeMember(agency.workspace, 'manager')
  const { id } = found
  const doors = [
    (actor: Actor) => call(imports.find, { id }, { context: asking(actor) }),
    (actor: Actor) => call(imports.rows, { id }, { context: asking(actor) }),
    (actor: Actor) => call(imports.report, { id }, { context: asking(actor) }),
    (actor: Actor) => call(imports.preview, { id }, { context: asking(actor) }),
    (actor: Actor) => call(imports.rejected, { id }, { context: asking(actor) }),
    (actor: Actor) => call(imports.confirm, { id }, { context: asking(actor) }),
    (actor: Actor) => call(imports.cancel, { id }, { context: asking(actor) }),
    (actor: Actor) =>
      call(
        imports.editCell,
        { id, rowNo: 1, field: 'value', value: '1' },
        { context: asking(actor) },
      ),
  ]
  for (const door of doors) {
    await expect(door(other.admin)).rejects.toMatchObject({ code: 'not_found' })
    await expect(door(manager)).rejects.toMatchObject({ code: 'forbidden' })
  }
  await expect(
    call(imports.upload, { query: {} }, { context: asking(manager, { upload: streamOf(small) }) }),
  ).rejects.toMatchObject({ code: 'forbidden' })
})
