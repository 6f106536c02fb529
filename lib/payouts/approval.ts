import { sql } from 'kysely'
import type { CommandContext } from '../api/context'
import { AppError } from '../errors'
import { recordMany } from '../events/record'
import { payoutHolds } from '../risk/queries'
import { approvability } from './approvability'
import { findPayout, payoutForChange, refuse } from './queries'
import type { Payout } from './schema'
import { meant, type RowResult, type Which } from './which'

export async function approvePayout(ctx: CommandContext, id: string): Promise<Payout> {
  const row = await payoutForChange(ctx, id)
  if (row.status !== 'draft') throw refuse(row.status, 'approved')
  const held = (await payoutHolds(ctx.db, [id], ctx.now)).get(id)
  if (held) throw new AppError('conflict', held)
  const [result] = await approve(ctx, { ids: [id] })
  if (!result) throw refuse('approved', 'approved')
  if (!result.ok) throw new AppError('forbidden', result.message as string)
  return findPayout(ctx, id)
}

/** Approves the drafts of a run; each that may not be is answered with the reason. */
export async function approveRun(ctx: CommandContext, runId: string) {
  const results = await approve(ctx, { runId })
  if (results.length === 0) throw new AppError('conflict', 'There is no draft left to approve.')
  return { results }
}

async function approve(ctx: CommandContext, which: Which): Promise<RowResult[]> {
  const { db, actor, now } = ctx
  const { rows: drafts } = await sql<{ id: string }>`
    select y.id from payouts y where ${meant(which)} and y.status = 'draft' order by y.id for no key update`.execute(
    db,
  )
  const ids = drafts.map(({ id }) => id)
  if (ids.length === 0) return []
  const asked = await approvability(db, { ids }, { userId: actor.userId, now })
  const held = await payoutHolds(db, ids, now)
  const may = ids.filter((id) => !asked.get(id)?.obstacle && !held.has(id))
  const { rows } = await sql<{
    id: string
    partnerId: string
    amount: number
    currency: string
    onBehalfOf: string | null
  }>`
    update payouts y set status = 'approved', approved_by = ${actor.userId}::uuid, approved_at = ${now}::timestamptz,
      status_changed_at = ${now}::timestamptz, delegation_id = d.delegation_id
    from unnest(${may}::uuid[], ${may.map((id) => asked.get(id)?.delegationId ?? null)}::uuid[]) as d(id, delegation_id)
    where y.id = d.id and y.status = 'draft'
    returning y.id, y.partner_id, y.amount, y.currency, (select coalesce(nullif(u.name, ''), u.email)
      from approval_delegations a join users u on u.id = a.from_user_id where a.id = d.delegation_id) as on_behalf_of`.execute(
    db,
  )
  await recordMany(
    ctx,
    rows.map(({ id, partnerId, amount, currency, onBehalfOf }) => ({
      type: 'payout.approved',
      subject: { type: 'payout', id },
      partnerId,
      data: { amount, currency, ...(onBehalfOf ? { onBehalfOf } : {}) },
    })),
  )
  return ids.map((id) => {
    const message = asked.get(id)?.obstacle ?? held.get(id)
    return message ? { id, ok: false, message } : { id, ok: true }
  })
}
