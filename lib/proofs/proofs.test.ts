import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { call } from '@orpc/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeHeldItem, makeListing, type TestListing } from '@/e2e/listings'
import { onePixel } from '@/e2e/one-pixel'
import { asking, asOwner, closeOwner, makeMember, makeWorkspace } from '@/e2e/people'
import { handleRest } from '../api/rest'
import type { Member } from '../auth/actor'
import type { Role } from '../auth/permissions'
import { closeConnections } from '../db/client'
import { clearOrphans } from './orphans'
import { proofs } from './procedures'

let folder: string
let workspace: Awaited<ReturnType<typeof makeWorkspace>>
let listing: TestListing
const members = {} as Record<Role, Member>

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tandem-proofs-'))
  process.env.STORAGE_DIR = folder
  workspace = await makeWorkspace()
  for (const role of ['admin', 'va', 'customer', 'partner'] as const)
    members[role] = await makeMember(workspace, role)
  listing = await makeListing(workspace, { customerId: members.customer.customerId as string })
})

afterAll(async () => {
  await closeConnections()
  await closeOwner()
  await rm(folder, { recursive: true, force: true })
})

const streamOf = (body: Uint8Array, chunk = 65_536) =>
  new ReadableStream<Uint8Array>({
    start(controller) {
      for (let at = 0; at < body.length; at += chunk)
        controller.enqueue(body.subarray(at, at + chunk))
      controller.close()
    },
  })

type Sent = { id?: string; kind?: 'screenshot' | 'page'; name?: string; actor?: Member }

const send = (body: Uint8Array, { id = listing.id, actor = members.admin, ...query }: Sent = {}) =>
  call(
    proofs.addToListing,
    { params: { id }, query },
    { context: asking(actor, { upload: streamOf(body) }) },
  )

const text = (words: string) => Buffer.from(words)

describe('a proof', () => {
  it('is kept, listed and given back byte by byte', async () => {
    const kept = await send(onePixel, { name: 'Ça marche ✓.png' })
    expect(kept).toMatchObject({ contentType: 'image/png', bytes: onePixel.length })
    const list = await call(proofs.list, { id: listing.id }, { context: asking(members.customer) })
    expect(list.map(({ id }) => id)).toContain(kept.id)
    const file = await call(proofs.content, { id: kept.id }, { context: asking(members.customer) })
    expect(Buffer.from(await file.arrayBuffer()).equals(onePixel)).toBe(true)
  })

  it('is a virtual assistant’s to see with a task of its listing, and not before', async () => {
    const kept = await send(onePixel)
    const look = () => call(proofs.content, { id: kept.id }, { context: asking(members.va) })
    await expect(look()).rejects.toThrow('does not exist')
    await asOwner(
      `insert into pending_actions (workspace_id, customer_id, directory_id, submission_id, action_type, title, description, created_at)
       select workspace_id, customer_id, directory_id, id, 'captcha_solving', 'Do it', '', now() from directory_submissions where id = $1`,
      [listing.id],
    )
    const file = await look()
    expect(Buffer.from(await file.arrayBuffer()).equals(onePixel)).toBe(true)
  })

  it('is one proof when it is sent twice', async () => {
    const [first, second] = [await send(onePixel), await send(onePixel)]
    expect(second.id).toBe(first.id)
  })

  it.each([
    ['SVG', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
    ['SVG after a comment', '<!-- a --> \n<?xml version="1.0"?><svg onload="alert(1)"/>'],
    ['HTML', '\ufeff  <!DOCTYPE html><script>alert(1)</script>'],
    ['an HTML fragment', '<img src=x onerror=alert(1)>'],
    ['a program', '\x7fELF\x02\x01\x01\0\0\0'],
    ['a PNG in name only', '\x89PNG and nothing'],
    ['nothing', ''],
  ])('is never %s', async (_, words) => {
    await expect(send(Buffer.from(words, 'utf8'))).rejects.toMatchObject({ status: 400 })
  })

  it('keeps the text of a page as text, whatever is in it', async () => {
    const page = '<!doctype html><script>alert(1)</script>'
    expect(await send(text(page), { kind: 'page' })).toMatchObject({ contentType: 'text/plain' })
  })

  it('is at most 10 MB, and what is larger is cut off', async () => {
    const most = Buffer.alloc(10 * 1024 * 1024)
    onePixel.copy(most)
    expect((await send(most)).bytes).toBe(most.length)
    const more = Buffer.alloc(most.length + 1)
    onePixel.copy(more)
    await expect(send(more)).rejects.toMatchObject({ status: 413 })
  })

  it.each(['../../etc/passwd', 'a/b\\c', '<script>', 'x'.repeat(200)])(
    'never uses the name %j as a path',
    async (name) => {
      const kept = await send(text(`named ${name}`), { name })
      const file = await call(proofs.content, { id: kept.id }, { context: asking(members.admin) })
      expect(file.name).toMatch(/^[\p{L}\p{N} _-]+\.txt$/u)
    },
  )
})

describe('who may', () => {
  it('sees proofs: a customer those of their own listings alone', async () => {
    const own = await send(onePixel)
    const other = await send(text('of somebody else'), { id: (await makeListing(workspace)).id })
    const context = asking(members.customer)
    await call(proofs.content, { id: own.id }, { context })
    await expect(call(proofs.content, { id: other.id }, { context })).rejects.toMatchObject({
      status: 404,
    })
    await expect(call(proofs.list, { id: other.listingId }, { context })).rejects.toMatchObject({
      status: 404,
    })
  })

  it('sees nothing from another workspace', async () => {
    const { id } = await send(onePixel)
    const stranger = await makeMember(await makeWorkspace(), 'owner')
    const context = asking(stranger)
    await expect(call(proofs.content, { id }, { context })).rejects.toMatchObject({ status: 404 })
    await expect(send(onePixel, { actor: stranger })).rejects.toMatchObject({ status: 404 })
  })

  it.each(['va', 'customer', 'partner'] as const)('adds to a listing: not a %s', async (role) => {
    await expect(send(onePixel, { actor: members[role] })).rejects.toMatchObject({ status: 403 })
  })
})

describe('a proof of a held item', () => {
  const add = (token: string, actor: Member, body: Buffer = onePixel) =>
    call(
      proofs.addToClaim,
      { params: { token }, query: { kind: 'receipt', name: 'Receipt' } },
      { context: asking(actor, { upload: streamOf(body) }) },
    )

  it('belongs to the listing, for whoever claimed it', async () => {
    const target = await makeListing(workspace, { status: 'submitting' })
    const { token } = await makeHeldItem(workspace, target, members.va.userId)
    expect(await add(token, members.va)).toMatchObject({ listingId: target.id, kind: 'receipt' })
  })

  it('is refused when the lease is over, or the token is of another workspace', async () => {
    const target = await makeListing(workspace, { status: 'submitting' })
    const { token, itemId } = await makeHeldItem(workspace, target, members.va.userId)
    const stranger = await makeMember(await makeWorkspace(), 'admin')
    await expect(add(token, stranger)).rejects.toMatchObject({ status: 409 })
    await asOwner(
      `update submission_queue set lease_expires_at = now() - interval '1 second' where id = $1`,
      [itemId],
    )
    await expect(add(token, members.va)).rejects.toMatchObject({ status: 409 })
  })
})

it('leaves by REST as an attachment', async () => {
  const { id } = await send(onePixel)
  const request = new Request(`http://tandem.test/api/v1/proofs/${id}/content`)
  const response = await handleRest(request, asking(members.admin))
  expect(response.headers.get('content-type')).toBe('image/png')
  expect(response.headers.get('content-disposition')).toMatch(/^attachment/)
})

it('clears away uploads that never ended, and nothing else', async () => {
  const kept = await send(text('finished'))
  const lost = await send(text('about to be lost'))
  await asOwner(
    `update proofs set stored_at = null, created_at = now() - interval '2 days' where id = $1`,
    [lost.id],
  )
  const before = (await readdir(folder, { recursive: true })).length
  expect(await clearOrphans(workspace.id, new Date())).toBe(1)
  expect((await readdir(folder, { recursive: true })).length).toBe(before - 1)
  expect(await asOwner('select 1 from proofs where id = $1', [lost.id])).toEqual([])
  await call(proofs.content, { id: kept.id }, { context: asking(members.admin) })
})
