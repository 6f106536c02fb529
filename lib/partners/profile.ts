import type { z } from 'zod'
import type { CommandContext, QueryContext } from '../api/context'
import { fingerprint, open, seal } from '../crypto'
import { AppError, notFound } from '../errors'
import { record } from '../events/record'
import { flagDetails } from '../risk/detect'
import { findPartner } from './queries'
import { isValidIban } from './rules'
import { type Partner, type PayoutDetails, partnerInput, payoutDetails } from './schema'

export const profileInput = partnerInput.omit({ email: true })

export const ownId = ({ actor }: QueryContext): string => {
  if (!actor.partnerId) throw notFound('partner')
  return actor.partnerId
}

export const ownProfile = (ctx: QueryContext): Promise<Partner> =>
  findPartner(ctx.db, ownId(ctx), ctx.now)

export async function editProfile(
  ctx: CommandContext,
  input: z.infer<typeof profileInput>,
): Promise<Partner> {
  const id = ownId(ctx)
  await ctx.tx.partner.updateMany({
    where: { id },
    data: {
      name: input.name,
      phone: input.phone ?? null,
      company: input.company ?? null,
      website: input.website ?? null,
    },
  })
  await record(ctx, { type: 'partner.edited', subject: { type: 'partner', id }, partnerId: id })
  return findPartner(ctx.db, id, ctx.now)
}

const sealedFor = (id: string) => ({ context: `partners:payout_details:${id}` })

const hintOf = (details: PayoutDetails) =>
  details.method === 'bank'
    ? `Account ending ${details.iban.slice(-4)}`
    : `PayPal ${details.email.replace(/^(.).*(@.*)$/, '$1…$2')}`

/** Keeps payout details encrypted, bound to this partner's row. */
export async function savePayoutDetails(
  ctx: CommandContext,
  details: PayoutDetails,
): Promise<Partner> {
  const id = ownId(ctx)
  if (
    details.method === 'bank' &&
    /^[A-Z]{2}\d{2}/.test(details.iban) &&
    !isValidIban(details.iban)
  )
    throw new AppError('invalid', 'Please check the marked fields.', {
      iban: 'The check digits of this IBAN do not match. Is there a typing mistake?',
    })
  const identity = details.method === 'bank' ? details.iban : details.email
  const hint = hintOf(details)
  const print = fingerprint(`${details.method}:${identity}`)
  const before = await ctx.db
    .selectFrom('partners')
    .select(['payoutFingerprint', 'payoutHint'])
    .where('id', '=', id)
    .executeTakeFirst()
  await ctx.tx.partner.updateMany({
    where: { id },
    data: {
      payoutDetails: seal(JSON.stringify(details), sealedFor(id)),
      payoutFingerprint: print,
      payoutHint: hint,
      ...(before?.payoutFingerprint === print ? {} : { payoutDetailsChangedAt: ctx.now }),
    },
  })
  await record(ctx, {
    type: 'partner.payout_details_changed',
    subject: { type: 'partner', id },
    partnerId: id,
    data: { hint },
  })
  if (before?.payoutFingerprint !== print)
    await flagDetails(ctx, id, { hint, replaced: before?.payoutHint ?? null })
  return findPartner(ctx.db, id, ctx.now)
}

/** The details in clear, for whoever makes the transfer. */
export async function readPayoutDetails(
  ctx: QueryContext,
  id: string,
): Promise<PayoutDetails | null> {
  const row = await ctx.db
    .selectFrom('partners')
    .select('payoutDetails')
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw notFound('partner')
  return openDetails(id, row.payoutDetails)
}

/** Stored payout details of a partner in clear. */
export const openDetails = (id: string, sealed: string | null): PayoutDetails | null =>
  sealed ? payoutDetails.parse(JSON.parse(open(sealed, sealedFor(id)))) : null
