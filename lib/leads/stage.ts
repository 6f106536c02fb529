import type { CommandContext } from '../api/context'
import { AppError } from '../errors'
import { record } from '../events/record'
import { positionAfter } from './board'
import { clientKeys } from './client-key'
import { claim, protectionFrom } from './protection'
import { findLead, leadForChange, movedOn } from './queries'
import { recordStage } from './registration'
import { moveKind, moveObstacle, needsReason } from './rules'
import type { Lead, StageMove } from './schema'
import { leadStatusLabels } from './schema'
import { unwinLead } from './unwinning'
import { releaseClaims, winLead } from './winning'

/** Moves a lead along its state machine; everything that a move entails commits with it. */
export async function moveLead(ctx: CommandContext, move: StageMove): Promise<Lead> {
  const { now, db } = ctx
  const lead = await leadForChange(db, move.id)
  if (move.from && move.from !== lead.status) throw movedOn()
  if (isReorder(move, lead.status)) return reorder(ctx, move)
  const obstacle = moveObstacle(lead, move.to, now)
  const kind = moveKind(lead.status, move.to)
  if (obstacle || !kind) throw new AppError('conflict', obstacle ?? 'This move does not exist.')
  const reason = move.reason ?? undefined
  if (needsReason(kind) && !reason)
    throw new AppError('invalid', 'Please say why.', { reason: 'Please say why.' })
  const position = await positionAfter(db, move.to, move.afterId)

  if (kind === 'win') {
    if (move.projectValue === undefined)
      throw new AppError('invalid', 'Please give the final project value.', {
        projectValue: 'Please give the final project value.',
      })
    await winLead(ctx, lead, move.projectValue, position)
  } else if (kind === 'undo' || kind === 'reverse') {
    await unwinLead(
      ctx,
      lead,
      kind === 'undo' ? 'negotiating' : 'closed_lost',
      reason ?? 'Win taken back',
      position,
    )
  } else {
    await step(ctx, lead, { ...move, reason, position, kind })
  }
  return findLead(db, move.id, now)
}

/** A card dropped in its own column; winning what is won already is a move that does not exist. */
const isReorder = ({ to, afterId, projectValue }: StageMove, status: StageMove['to']) =>
  to === status && afterId !== undefined && projectValue === undefined

type Step = {
  to: StageMove['to']
  reason: string | undefined
  position: string
  kind: 'forward' | 'back' | 'lose' | 'reopen'
}

async function step(
  ctx: CommandContext,
  lead: Awaited<ReturnType<typeof leadForChange>>,
  { to, reason, position, kind }: Step,
) {
  const { now, tx } = ctx
  const start = kind === 'reopen' ? await protectionFrom(ctx) : null
  const { count } = await tx.clientLead.updateMany({
    where: { id: lead.id, status: lead.status },
    data: {
      status: to,
      position,
      stageEnteredAt: now,
      closedAt: kind === 'lose' ? now : null,
      lostReason: kind === 'lose' ? (reason ?? null) : null,
      ...(start ? anew(start.until) : {}),
      version: { increment: 1 },
    },
  })
  if (count === 0) throw movedOn()
  if (kind === 'lose') await releaseClaims(ctx, lead.id, 'release')
  if (start) {
    if (await claim(ctx, lead.id, clientKeys(lead, start.phoneCountry), start.until))
      throw new AppError(
        'conflict',
        'Another lead holds this client by now, so this one stays lost.',
      )
  }
  await recordStage(ctx, lead.id, lead.status, to, reason)
  await record(ctx, {
    type: kind === 'lose' ? 'lead.lost' : kind === 'reopen' ? 'lead.reopened' : 'lead.moved',
    subject: { type: 'lead', id: lead.id },
    partnerId: lead.partnerId,
    data: {
      from: leadStatusLabels[lead.status],
      to: leadStatusLabels[to],
      ...(reason ? { reason } : {}),
    },
  })
}

/** Reopened is protected like newly registered. */
const anew = (protectedUntil: Date) => ({
  protectedUntil,
  protectionExtendedAt: null,
  protectionExtendedBy: null,
  protectionExtensionReason: null,
  protectionRemindedAt: null,
})

/** A new place in the same column: one row, no event. */
async function reorder({ db, tx, now }: CommandContext, { id, to, afterId }: StageMove) {
  if (afterId !== id) {
    const position = await positionAfter(db, to, afterId)
    const { count } = await tx.clientLead.updateMany({
      where: { id, status: to },
      data: { position },
    })
    if (count === 0) throw movedOn()
  }
  return findLead(db, id, now)
}
