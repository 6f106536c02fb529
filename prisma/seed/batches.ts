import { sql } from 'kysely'
import type pg from 'pg'
import { askAboutTask } from '../../lib/actions/asking'
import { finishTask } from '../../lib/actions/finishing'
import { claimTask } from '../../lib/actions/holding'
import type { TaskContent } from '../../lib/actions/task-schema'
import type { CommandContext } from '../../lib/api/context'
import type { Member } from '../../lib/auth/actor'
import { createBatch, steerBatch } from '../../lib/batches/commands'
import { batchInput } from '../../lib/batches/schema'
import { withActor } from '../../lib/db/with-actor'
import { Refusal } from '../../lib/errors'
import {
  approveListing,
  markUnderReview,
  rejectListing,
  reviseListing,
} from '../../lib/listings/life'
import { type ClaimedItem, methods } from '../../lib/queue/schema'
import { claimItems, complete, fail } from '../../lib/queue/work'
import { between, chance, days, pick, portion } from './chance'

export type House = { admin: Member; manager: Member; members: Map<string, Member> }
type Customer = { id: string; name: string }

export const as = <T>(actor: Member, now: Date, run: (ctx: CommandContext) => Promise<T>) =>
  withActor(actor, ({ tx, db }) => run({ actor, now, tx, db }))

/** Directories where the customer has nothing under way, the best known first now and then. */
async function freeDirectories({ db }: CommandContext, customerId: string, count: number) {
  const { rows } = await sql<{ id: string }>`
    select d.id from directories d where d.is_active and not exists (select from directory_submissions l
      where l.workspace_id = d.workspace_id and l.directory_id = d.id and l.customer_id = ${customerId}::uuid
        and l.status in ('pending', 'submitting', 'submitted', 'under_review', 'approved', 'revision_needed'))
    order by md5(d.slug || ${customerId}) limit ${count}`.execute(db)
  return rows.map(({ id }) => id)
}

const mayQueue = async ({ db, now }: CommandContext, customerId: string) => {
  const { rows } = await sql`
    select 1 from customers where id = ${customerId}::uuid and subscription_status in ('trialing', 'active')
      and created_at < ${now}::timestamptz`.execute(db)
  return rows.length > 0
}

type Wish = { customer: Customer; at: Date; name: string; count: number; more?: object }

export const queueBatch = ({ manager }: House, { customer, at, name, count, more }: Wish) =>
  as(manager, at, async (ctx) => {
    if (!(await mayQueue(ctx, customer.id))) return null
    const directoryIds = await freeDirectories(ctx, customer.id, count)
    if (directoryIds.length === 0) return null
    return createBatch(
      ctx,
      batchInput.parse({ customerId: customer.id, name, directoryIds, ...more }),
    )
  })

const slugOf = (name: string) => name.toLowerCase().replace(/[^a-z0-9]+/g, '-')

const pageOf = ({ directory, customer }: ClaimedItem) =>
  `${directory.url.replace(/\/$/, '')}/${slugOf(customer.companyName)}`

const byHand = (assistant: Member) => ({
  workerId: assistant.name,
  capabilities: [...methods],
  leaseSeconds: 900,
})

/** An afternoon of the assistant: everything that is due is tried once. */
async function workSession(assistant: Member, from: Date, until: Date) {
  let at = from
  for (;;) {
    const items = await as(assistant, at, ({ db, actor }) =>
      claimItems({ db, actor, at }, assistant.workspace.id, {
        ...byHand(assistant),
        count: 20,
      }),
    )
    if (items.length === 0) return
    for (const item of items) {
      at = new Date(Math.min(at.getTime() + between(8_000, 40_000), until.getTime()))
      await as(assistant, at, ({ db, actor }) => handIn({ db, actor, at }, item))
    }
  }
}

function handIn(ctx: Parameters<typeof complete>[0], item: ClaimedItem) {
  const roll = portion(0, 1)
  const { token } = item
  if (roll < 0.82) {
    const live = chance(0.15)
    return complete(ctx, token, {
      outcome: live ? 'live' : 'submitted',
      listingUrl: live ? pageOf(item) : null,
      submittedData: { name: item.customer.companyName, reference: item.referenceId },
    })
  }
  const failure = (code: Parameters<typeof fail>[1]['code'], message: string) =>
    fail(ctx, { token, code, message })
  if (roll < 0.88) return failure('captcha', 'The form shows a picture puzzle.')
  if (roll < 0.91) return failure('sms_required', 'A code was sent to the number of the business.')
  if (roll < 0.94) return failure('already_listed', 'The business is listed there already.')
  if (roll < 0.96)
    return failure('directory_closed', 'The page says that it takes no new listings.')
  return failure('server_error', 'The site answered with error 502.')
}

/** Does something to an action that the assistant takes first. */
async function withTask(
  house: House,
  id: string,
  at: Date,
  run: (ctx: CommandContext, task: TaskContent, token: string) => Promise<unknown>,
) {
  await as(house.members.get('va') as Member, at, async (ctx) => {
    const task = await claimTask(ctx, { id })
    // A minute later: the clock of a task runs between two moments.
    const later = { ...ctx, now: new Date(at.getTime() + 60_000) }
    const done = task && (await run(later, task, task.token as string))
    if (done instanceof Refusal) throw done.error
  })
}

/** What people did about the actions that had opened. */
async function settleActions(house: House, at: Date) {
  const ids = await as(house.manager, at, async ({ db }) => {
    const { rows } = await sql<{
      id: string
    }>`select id from pending_actions where status = 'pending' order by created_at`.execute(db)
    return rows.map(({ id }) => id)
  })
  for (const id of ids)
    if (chance(0.8))
      await withTask(house, id, at, (ctx, { action: { type } }, token) =>
        finishTask(ctx, {
          ...{ id, token, next: false, activeSeconds: between(60, 900) },
          result: { type, outcome: type === 'sms_verification' ? 'entered' : 'submitted' },
        }),
      )
}

/** What directories answered since, each in its own time. */
async function answers(house: House, now: Date) {
  const rows = await as(house.manager, now, async ({ db }) => {
    const found = await sql<{ id: string; url: string; submittedAt: Date }>`
      select l.id, d.url || '/' || lower(regexp_replace(c.company_name, '[^A-Za-z0-9]+', '-', 'g')) as url, l.submitted_at
      from directory_submissions l join directories d on d.id = l.directory_id join customers c on c.id = l.customer_id
      where l.status = 'submitted' order by l.submitted_at`.execute(db)
    return found.rows
  })
  for (const { id, url, submittedAt } of rows) {
    const at = new Date(submittedAt.getTime() + days(portion(0.5, 12)))
    if (at > now) continue
    const roll = portion(0, 1)
    await as(house.manager, at, async (ctx) => {
      if (roll < 0.68) return approveListing(ctx, { id, listingUrl: url })
      if (roll < 0.78)
        return rejectListing(ctx, {
          id,
          category: pick(['incomplete', 'quality', 'category', 'duplicate'] as const),
          reason: 'The editors did not take it.',
        })
      if (roll < 0.84) return reviseListing(ctx, { id, reason: 'Please shorten the description.' })
      if (roll < 0.92) return markUnderReview(ctx, { id })
      return undefined
    })
  }
}

/** Batches of the last weeks, worked and answered, and a few that are still on their way. */
export async function batchesOf(
  owner: pg.Client,
  house: House,
  customers: readonly Customer[],
  now: Date,
) {
  const assistant = house.members.get('va') as Member
  const ago = (number: number) => new Date(now.getTime() - days(number))
  const wishes = customers.flatMap((customer, index): Wish[] => [
    { customer, at: ago(18 - index / 2), name: 'First listings', count: 8 + (index % 5) * 4 },
    ...(index % 2 === 0
      ? [{ customer, at: ago(7 - index / 4), name: 'Industry directories', count: 6 + index }]
      : []),
  ])
  wishes.sort((a, b) => a.at.getTime() - b.at.getTime())
  for (const wish of wishes) {
    await queueBatch(house, wish)
    await workSession(
      assistant,
      new Date(wish.at.getTime() + days(0.05)),
      new Date(wish.at.getTime() + days(0.4)),
    )
    await settleActions(house, new Date(wish.at.getTime() + days(0.45)))
  }
  await answers(house, now)
  const [first, second, , third] = customers
  if (first) {
    await queueBatch(house, { customer: first, at: ago(0.3), name: 'Maps and reviews', count: 7 })
    await as(assistant, ago(0.29), async ({ db, actor, now: at }) => {
      const ctx = { db, actor, at }
      const [item] = await claimItems(ctx, assistant.workspace.id, {
        ...byHand(assistant),
        count: 1,
      })
      if (item)
        await fail(ctx, {
          token: item.token,
          code: 'sms_required',
          message: 'A code was sent to the number of the business.',
        })
    })
    await workSession(assistant, ago(0.28), ago(0.2))
    await ask(house, first.id, ago(0.15))
  }
  if (second) {
    const paused = await queueBatch(house, {
      customer: second,
      at: ago(0.2),
      name: 'Second wave',
      count: 14,
    })
    if (paused) await as(house.admin, ago(0.1), (ctx) => steerBatch(ctx, paused.id, 'pause'))
  }
  if (third)
    await queueBatch(house, {
      customer: third,
      at: ago(0.1),
      name: 'After the launch',
      count: 10,
      more: { scheduledFor: new Date(now.getTime() + days(2)), maxConcurrentItems: 2 },
    })
  // The demo's listings are made up: nobody asks the real sites for them.
  await owner.query('update directory_submissions set next_check_at = null')
}

async function ask(house: House, customerId: string, at: Date) {
  const id = await as(house.manager, at, async ({ db }) => {
    const { rows } = await sql<{ id: string }>`
      select id from pending_actions where status = 'pending' and customer_id = ${customerId}::uuid limit 1`.execute(
      db,
    )
    return rows[0]?.id
  })
  if (id)
    await withTask(house, id, at, (ctx, _, token) =>
      askAboutTask(ctx, {
        id,
        token,
        question:
          'A code was sent to your phone. Could you tell us the six digits, and when we may ask for a new one?',
      }),
    )
}
