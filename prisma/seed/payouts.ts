import type { CommandContext } from '../../lib/api/context'
import type { Member } from '../../lib/auth/actor'
import { approvePayout } from '../../lib/payouts/approval'
import { payPayout } from '../../lib/payouts/by-hand'
import { cancelPayout } from '../../lib/payouts/cancel'
import { delegate } from '../../lib/payouts/delegations'
import type { ProviderName, TransferStatus } from '../../lib/payouts/labels'
import { createRun } from '../../lib/payouts/run'
import { send } from '../../lib/payouts/sending'
import { editSettings } from '../../lib/payouts/settings'
import { settle } from '../../lib/payouts/settle'
import { isoDate } from '../../lib/time'
import { days } from './chance'
import type { Act } from './stage'

type People = { owner: Member; admin: Member; manager: Member }

/** Who pays, and that the sandbox may be used. */
const account = {
  debtorName: 'Northlight Agency',
  debtorIban: 'DE89370400440532013000',
  debtorBic: 'COBADEFFXXX',
  sandbox: true,
}

const referenceOf = (id: string, at: number, zone: string) =>
  `TRF-${isoDate(at, zone).replaceAll('-', '')}-${id.slice(-4).toUpperCase()}`

/** Payouts of a run that have been approved and can be sent, the largest first. */
async function approvedOf({ db }: CommandContext, ids: string[]) {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('payouts as y')
    .innerJoin('partners as p', 'p.id', 'y.partnerId')
    .select(['y.id', 'p.payoutDetails'])
    .where('y.id', 'in', ids)
    .where('y.status', '=', 'approved')
    .orderBy('y.amount', 'desc')
    .execute()
  return rows
}

async function openTransfers({ db }: CommandContext, ids: string[]) {
  if (ids.length === 0) return []
  const rows = await db
    .selectFrom('payoutTransfers')
    .select('id')
    .where('payoutId', 'in', ids)
    .where('status', 'in', ['sending', 'accepted'])
    .orderBy('amount', 'desc')
    .execute()
  return rows.map(({ id }) => id)
}

type Ending = { to: Exclude<TransferStatus, 'sending'>; error?: string }

/** What the sandbox answered for the newest run, the largest payout first. */
const endings: Ending[] = [
  { to: 'paid' },
  { to: 'failed', error: 'The account is closed.' },
  { to: 'unknown', error: 'The provider did not answer in time.' },
]

async function sendSome(
  ctx: CommandContext,
  ids: string[],
  provider: Exclude<ProviderName, 'by_hand'>,
) {
  const ready = (await approvedOf(ctx, ids)).filter(({ payoutDetails }) => payoutDetails)
  const sent = ready.map(({ id }) => id)
  if (sent.length > 0) await send(ctx, { which: { ids: sent }, provider })
  return sent
}

/** A run every thirty days: the newest half way through the sandbox, the one before in a bank file. */
export function payoutRuns({ owner, admin, manager }: People, since: Date, now: Date): Act[] {
  const zone = admin.workspace.timezone
  const acts: Act[] = [
    { at: since, by: () => admin, run: (ctx) => editSettings(ctx, account) },
    {
      at: new Date(now.getTime() - days(2)),
      by: () => owner,
      run: (ctx) =>
        delegate(ctx, {
          userId: manager.userId,
          from: isoDate(now.getTime() - days(2), zone),
          to: isoDate(now.getTime() + days(12), zone),
          reason: 'Two weeks in the mountains',
        }),
    },
  ]
  let number = 0
  for (let at = now.getTime() - days(3); at > since.getTime() + days(45); at -= days(30)) {
    const age = number++
    const period = {
      periodFrom: isoDate(at - days(33), zone),
      periodTo: isoDate(at - days(3), zone),
    }
    const made: string[] = []
    acts.push({
      at: new Date(at),
      by: () => admin,
      run: async (ctx) => {
        const due = await ctx.db
          .selectFrom('commissions')
          .select('id')
          .where('status', '=', 'approved')
          .limit(1)
          .executeTakeFirst()
        if (!due) return
        const run = await createRun(ctx, period)
        made.push(...run.payouts.map(({ id }) => id))
      },
    })
    acts.push({
      at: new Date(at + days(0.2)),
      by: () => owner,
      run: async (ctx) => {
        const chosen = age === 0 ? made.slice(0, Math.ceil(made.length * 0.7)) : made
        for (const id of chosen) await approvePayout(ctx, id)
        if (age === 0 && made.length > 3)
          await cancelPayout(ctx, {
            id: made.at(-1) as string,
            reason: 'Waiting for new bank details',
          })
      },
    })
    acts.push({
      at: new Date(at + days(1)),
      by: () => admin,
      run: async (ctx) => {
        if (age === 0) return sandboxed(ctx, made)
        if (age === 1) return inBankFile(ctx, made)
        for (const id of made) await payPayout(ctx, { id, reference: referenceOf(id, at, zone) })
      },
    })
  }
  return acts
}

/** Of each ending one, the rest paid; what has given no account stays approved. */
async function sandboxed(ctx: CommandContext, made: string[]) {
  const chosen = made.slice(0, Math.ceil(made.length * 0.5))
  const sent = await sendSome(ctx, chosen, 'sandbox')
  for (const [index, id] of (await openTransfers(ctx, sent)).entries()) {
    const { to, error = null } = endings[index] ?? { to: 'paid' as const }
    await settle(ctx, { transferIds: [id], to, error })
  }
}

/** The bank has carried out all but two; PayPal was paid by hand. */
async function inBankFile(ctx: CommandContext, made: string[]) {
  const { db } = ctx
  const byBank = await db
    .selectFrom('payouts as y')
    .innerJoin('partners as p', 'p.id', 'y.partnerId')
    .select('y.id')
    .where('y.id', 'in', made)
    .where('p.payoutHint', 'like', 'Account%')
    .execute()
  const ids = byBank.map(({ id }) => id)
  const sent = await sendSome(ctx, ids, 'bank_file')
  const open = await openTransfers(ctx, sent)
  await settle(ctx, {
    transferIds: open.slice(2),
    to: 'paid',
    by: { userId: ctx.actor.userId, reason: 'The bank statement shows it' },
  })
  for (const id of made)
    if (!sent.includes(id))
      await payPayout(ctx, { id, reference: `PP-${id.slice(-6).toUpperCase()}` })
}
