import type { CommandContext } from '../api/context'
import type { Db } from '../db/with-actor'
import { AppError, notFound } from '../errors'
import { record } from '../events/record'
import { leadForChange, movedOn, sharesOf } from './queries'
import { isOpen } from './rules'
import type { LeadShare, SharesInput } from './schema'

/** Always in the order of their ids, so that deals shared crosswise do not wait for each other. */
const lockPartners = (db: Db, ids: readonly string[]) =>
  db
    .selectFrom('partners')
    .select('id')
    .where('id', 'in', [...new Set(ids)])
    .orderBy('id')
    .forNoKeyUpdate()
    .execute()

type Owned = { id: string; partnerId: string }

/** Locks all partners whom winning the deal pays, and answers their shares. */
export async function lockShares(db: Db, lead: Owned): Promise<LeadShare[]> {
  const seen = await sharesOf(db, lead.id)
  await lockPartners(db, [lead.partnerId, ...seen.map(({ partnerId }) => partnerId)])
  const shares = await sharesOf(db, lead.id)
  if (JSON.stringify(shares) !== JSON.stringify(seen)) throw movedOn()
  return shares
}

/** Locks all partners who have commissions of the deal, and answers who they are. */
export async function lockDeal(db: Db, lead: Owned): Promise<string[]> {
  const paid = await db
    .selectFrom('commissions')
    .select('partnerId')
    .distinct()
    .where('clientLeadId', '=', lead.id)
    .execute()
  const ids = [...new Set([lead.partnerId, ...paid.map(({ partnerId }) => partnerId)])]
  await lockPartners(db, ids)
  return ids
}

/**
 * Shares an open deal among partners, or gives all of it back to its owner. Takes the same lock as
 * winning, so a deal is won with the shares that somebody saw.
 */
export async function shareLead(
  ctx: CommandContext,
  { id, shares }: SharesInput,
): Promise<LeadShare[]> {
  const { actor, now, db, tx } = ctx
  const lead = await leadForChange(db, id)
  if (!isOpen(lead.status))
    throw new AppError('conflict', 'Only an open deal can be shared. This one is closed.')
  const ids = shares.map(({ partnerId }) => partnerId)
  if (ids.length > 0 && !ids.includes(lead.partnerId))
    throw new AppError('invalid', 'Please check the marked fields.', {
      shares: 'The owner of the deal has a share, too.',
    })
  await lockPartners(db, [lead.partnerId, ...ids])
  const partners = await db
    .selectFrom('partners')
    .select(['id', 'name', 'status'])
    .where('id', 'in', [lead.partnerId, ...ids])
    .execute()
  for (const [i, partnerId] of ids.entries()) {
    const partner = partners.find((one) => one.id === partnerId)
    if (!partner) throw notFound('partner')
    if (partner.status !== 'active' && partnerId !== lead.partnerId)
      throw new AppError('invalid', 'Please check the marked fields.', {
        [`shares.${i}.partnerId`]: `${partner.name} is ${partner.status}.`,
      })
  }
  const before = await sharesOf(db, id)
  const { count } = await tx.clientLead.updateMany({
    where: { id, status: lead.status, version: lead.version, partnerId: lead.partnerId },
    data: { version: { increment: 1 } },
  })
  if (count === 0) throw movedOn()
  await db.deleteFrom('leadShares').where('clientLeadId', '=', id).execute()
  if (shares.length > 0)
    await tx.leadShare.createMany({
      data: shares.map(({ partnerId, bps }, position) => ({
        workspaceId: actor.workspace.id,
        clientLeadId: id,
        partnerId,
        position,
        bps,
        createdAt: now,
      })),
    })
  const after = await sharesOf(db, id)
  const told = (list: readonly LeadShare[]) =>
    list.map(({ partnerName, bps }) => `${partnerName} ${bps / 100} %`)
  await record(ctx, {
    type: 'lead.shared',
    subject: { type: 'lead', id },
    data: { before: told(before), after: told(after) },
  })
  return after
}
