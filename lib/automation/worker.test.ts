import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { call } from '@orpc/server'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { apiKey } from '@/e2e/directory-site/api'
import { startDirectorySite } from '@/e2e/directory-site/site'
import { fulfilmentDifferences, makeBatch, makeDirectories } from '@/e2e/fulfilment'
import { asking, asOwner, closeOwner, makeCustomer, makeMember, makeWorkspace } from '@/e2e/people'
import { apiRecipe, bakery, browserRecipe, fillForm } from '@/e2e/recipes'
import type { Member } from '../auth/actor'
import { closeConnections } from '../db/client'
import { proofs } from '../proofs/procedures'
import { claims } from '../queue/procedures'
import { automation } from './procedures'
import type { RecipeInput } from './recipe'
import { startAutomation } from './worker'

let folder: string
let started: Awaited<ReturnType<typeof startDirectorySite>>
let workers: ReturnType<typeof startAutomation>[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tandem-worker-'))
  process.env.STORAGE_DIR = folder
  started = await startDirectorySite()
  process.env.AUTOMATION_TRUSTED_ORIGINS = started.site.url
})
beforeEach(() => {
  started.site.listings.clear()
  Object.assign(started.site, { failures: 0, slowMs: 0, limited: false })
})
afterEach(async () => {
  await Promise.all(workers.map((worker) => worker.stop()))
  workers = []
})
afterAll(async () => {
  started.close()
  await closeConnections()
  await closeOwner()
  await rm(folder, { recursive: true, force: true })
})

const startWorker = (concurrency = 2) => {
  const worker = startAutomation({ concurrency })
  workers.push(worker)
  return worker
}

/** A workspace with one customer per name, and a directory with this recipe. */
async function open(recipe: RecipeInput) {
  const workspace = await makeWorkspace()
  const admin = await makeMember(workspace, 'admin')
  const [directory = ''] = await makeDirectories(workspace, 1, { method: recipe.method })
  const context = asking(admin)
  await call(automation.save, { id: directory, recipe }, { context })
  await call(automation.setSecret, { id: directory, name: 'apiKey', value: apiKey }, { context })
  return { workspace, admin, directory }
}

type Place = Awaited<ReturnType<typeof open>>

async function submit({ workspace, admin, directory }: Place, name: string, business: object = {}) {
  const customer = await makeCustomer(workspace)
  await asOwner('update customers set business_data = $2 where id = $1', [
    customer,
    { ...bakery, name, ...business },
  ])
  return makeBatch(admin, customer, [directory])
}

type Listing = {
  id: string
  status: string
  url: string | null
  item: string
  error: string | null
  data: object
}

const listings = ({ workspace }: Place) =>
  asOwner<Listing>(
    `select l.id, l.status, l.listing_url as url, q.status as item, q.error_code as error, l.submitted_data as data
     from directory_submissions l join submission_queue q on q.submission_id = l.id
     where l.workspace_id = $1 order by l.id`,
    [workspace.id],
  )

/** Waits until no item of the place is waiting or in work. */
const settled = (place: Place) =>
  vi.waitFor(
    async () => {
      const all = await listings(place)
      expect(all.map(({ item }) => item)).not.toContain('pending')
      expect(all.map(({ item }) => item)).not.toContain('processing')
      return all
    },
    { timeout: 30_000, interval: 100 },
  )

const proofsOf = (admin: Member, id: string) =>
  call(proofs.list, { id }, { context: asking(admin) })

describe('the worker', () => {
  it('takes what is queued, submits it by API, and hands in what came of it', async () => {
    const place = await open(apiRecipe(started.site.url))
    startWorker()
    await submit(place, 'One')
    await submit(place, 'Two')
    const all = await settled(place)
    expect(all.map(({ status }) => status)).toEqual(['under_review', 'under_review'])
    expect(all[0]?.url).toContain(`${started.site.url}/listing/`)
    expect([...started.site.listings.values()].map(({ name }) => name).sort()).toEqual([
      'One',
      'Two',
    ])
    expect(await fulfilmentDifferences(place.workspace)).toEqual([])
  }, 40_000)

  it('submits in the browser, with a screenshot as proof', async () => {
    const steps = [
      ...fillForm,
      { do: 'click', target: { button: 'Send' } } as const,
      { do: 'expectText', text: 'Thank you' } as const,
      { do: 'read', into: 'listingUrl', target: { css: '#listing' }, attribute: 'href' } as const,
    ]
    const place = await open(
      browserRecipe(`${started.site.url}/submit`, steps, { outcome: 'live' }),
    )
    startWorker(1)
    await submit(place, 'Seen')
    const [listing] = await settled(place)
    expect(listing).toMatchObject({ status: 'approved', item: 'completed' })
    expect(await proofsOf(place.admin, listing?.id ?? '')).toMatchObject([
      { kind: 'screenshot', name: 'After sending', contentType: 'image/png' },
    ])
  }, 60_000)

  it('leaves to people what needs one, and tries again what may work later', async () => {
    const place = await open(apiRecipe(started.site.url))
    started.site.limited = true
    startWorker()
    await submit(place, 'Later')
    await settled(place)
    const [item] = await asOwner<{ status: string; seconds: number }>(
      `select status, extract(epoch from next_retry_at - now())::int as seconds from submission_queue where workspace_id = $1`,
      [place.workspace.id],
    )
    expect(item?.status).toBe('retry_needed')
    expect(item?.seconds).toBeGreaterThan(80)
    started.site.limited = false
    const other = await open(apiRecipe(started.site.url))
    await submit(other, 'Incomplete', { address: {} })
    expect(await settled(other)).toMatchObject([{ item: 'manual_review', error: 'validation' }])
    expect(await fulfilmentDifferences(place.workspace)).toEqual([])
  }, 40_000)

  it('serves workspaces in turn, however much one has queued', async () => {
    const [large, small] = [
      await open(apiRecipe(started.site.url)),
      await open(apiRecipe(started.site.url)),
    ]
    for (let n = 0; n < 12; n++) await submit(large, `Large ${n}`)
    await submit(small, 'Small')
    startWorker(1)
    await Promise.all([settled(large), settled(small)])
    const order = [...started.site.listings.values()].map(({ name }) => name)
    expect(order).toHaveLength(13)
    expect(order.indexOf('Small')).toBeLessThan(3)
  }, 40_000)

  it('shares the line with other workers, and nothing is sent twice', async () => {
    const place = await open(apiRecipe(started.site.url))
    for (let n = 0; n < 15; n++) await submit(place, `Shared ${n}`)
    started.site.received.length = 0
    startWorker()
    startWorker()
    const all = await settled(place)
    expect(all.every(({ item }) => item === 'completed')).toBe(true)
    expect(started.site.received).toHaveLength(15)
    expect(await fulfilmentDifferences(place.workspace)).toEqual([])
  }, 40_000)

  it('takes over from a worker that died, when its lease is over', async () => {
    const place = await open(apiRecipe(started.site.url))
    await submit(place, 'Orphan')
    await call(
      claims.create,
      { workerId: 'dead', capabilities: ['api'], count: 1 },
      { context: asking(place.admin) },
    )
    await asOwner(
      `update submission_queue set lease_expires_at = now() - interval '1 second' where workspace_id = $1`,
      [place.workspace.id],
    )
    startWorker()
    const state = () => listings(place).then(([one]) => one?.item)
    await vi.waitFor(async () => expect(await state()).toBe('retry_needed'), { timeout: 10_000 })
    await asOwner(
      `update submission_queue set scheduled_for = now(), next_retry_at = now() where workspace_id = $1`,
      [place.workspace.id],
    )
    await asOwner(`select pg_notify('tandem_queue', $1)`, [place.workspace.id])
    await vi.waitFor(async () => expect(await state()).toBe('completed'), { timeout: 20_000 })
  }, 40_000)

  it('gives back what it cannot finish when it is stopped', async () => {
    const steps = [...fillForm]
    const place = await open(browserRecipe(`${started.site.url}/slow`, steps))
    started.site.slowMs = 60_000
    await submit(place, 'Stopped')
    const worker = startWorker()
    const state = () => listings(place).then(([one]) => one?.item)
    await vi.waitFor(async () => expect(await state()).toBe('processing'), { timeout: 10_000 })
    await worker.stop()
    workers = []
    expect(await state()).toBe('pending')
    expect(await fulfilmentDifferences(place.workspace)).toEqual([])
  }, 40_000)
})

describe('a recipe', () => {
  it('is described, and its secret is never read back', async () => {
    const { admin, directory } = await open(apiRecipe(started.site.url))
    const found = await call(automation.find, { id: directory }, { context: asking(admin) })
    expect(found).toMatchObject({
      inUse: true,
      secrets: [{ name: 'apiKey', setAt: expect.any(Date) }],
    })
    expect(found.description[0]).toBe(`POST ${started.site.url}/api/listings`)
    expect(JSON.stringify(found)).not.toContain(apiKey)
    const [row] = await asOwner<{ sealed: string }>(
      'select sealed from directory_secrets where directory_id = $1',
      [directory],
    )
    expect(row?.sealed).not.toContain(apiKey)
  })

  it.each([
    ['a host out of the data', { url: 'https://{{website}}/submit' }],
    ['no address', { url: 'javascript:alert(1)' }],
    ['a broken placeholder', { url: 'https://d.example/{{na me}}' }],
    ['a header of ours', { url: 'https://d.example/', headers: { Host: 'internal' } }],
  ])('is refused with %s', async (_, request) => {
    const { admin, directory } = await open(apiRecipe(started.site.url))
    const recipe = apiRecipe(started.site.url)
    const wrong = { ...recipe, request: { ...recipe.request, ...request } }
    await expect(
      call(
        automation.save,
        { id: directory, recipe: wrong as RecipeInput },
        { context: asking(admin) },
      ),
    ).rejects.toMatchObject({ status: 400 })
  })

  it('is for admins of the directory’s workspace', async () => {
    const { workspace, directory } = await open(apiRecipe(started.site.url))
    const recipe = apiRecipe(started.site.url)
    const manager = await makeMember(workspace, 'manager')
    const stranger = await makeMember(await makeWorkspace(), 'admin')
    for (const [actor, status] of [
      [manager, 403],
      [stranger, 404],
    ] as const) {
      const context = asking(actor)
      await expect(
        call(automation.save, { id: directory, recipe }, { context }),
      ).rejects.toMatchObject({ status })
      await expect(
        call(automation.setSecret, { id: directory, name: 'apiKey', value: 'x' }, { context }),
      ).rejects.toMatchObject({ status })
    }
  })
})
