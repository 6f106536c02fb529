import { sql } from 'kysely'
import { type Db, withSystem } from '../db/with-actor'
import { recordMany } from '../events/record'
import { enqueue } from '../jobs/enqueue'
import type { TaskPayload } from '../jobs/tasks'
import { queueMail } from '../mail/queue'
import { type LedgerDifference, ledgerDifferences } from './check'

const reason = 'compares the ledger with commissions and payouts'

/** A job per workspace, so that one in trouble does not keep the others from being checked. */
export async function checkAllLedgers() {
  await withSystem('', reason, async ({ db }) => {
    const workspaces = await db.selectFrom('workspaces').select('id').execute()
    for (const { id } of workspaces)
      await enqueue(db, 'ledger.check', { workspaceId: id }, { jobKey: `ledger.check:${id}` })
  })
}

type Known = Pick<LedgerDifference, 'partnerId' | 'currency' | 'differences'>

/** The differences that were reported and not found settled since. */
async function openDifferences(db: Db): Promise<Known[]> {
  const { rows } = await sql<Known>`
    select partner_id, currency, differences from (
      select distinct on (subject_id, data->>'currency') subject_id as partner_id, type,
        data->>'currency' as currency, data->'differences' as differences
      from events where type in ('ledger.difference','ledger.reconciled')
      order by subject_id, data->>'currency', created_at desc, id desc) last
    where type = 'ledger.difference'`.execute(db)
  return rows
}

const keyOf = ({ partnerId, currency }: Known) => `${partnerId} ${currency}`
const figuresOf = ({ differences }: Known) =>
  differences.map(({ account, ledger, expected }) => `${account} ${ledger} ${expected}`).join()

async function tellAdmins(
  ctx: Parameters<typeof queueMail>[0],
  partners: { id: string; name: string }[],
) {
  const admins = await ctx.db
    .selectFrom('memberships as m')
    .innerJoin('users as u', 'u.id', 'm.userId')
    .select('u.email')
    .where('m.role', 'in', ['owner', 'admin'])
    .where('m.status', '=', 'active')
    .execute()
  for (const { email } of admins)
    await queueMail(ctx, { to: email, template: 'ledger-difference', data: { partners } })
}

/** Checks the books of a workspace; each difference is reported once, and again when it changes. */
export async function checkLedger({ workspaceId }: TaskPayload<'ledger.check'>) {
  await withSystem(workspaceId, reason, async ({ db }) => {
    const actor = { kind: 'system', workspaceId, reason } as const
    const ctx = { actor, now: new Date(), db }
    const found = await ledgerDifferences(db)
    const known = new Map((await openDifferences(db)).map((row) => [keyOf(row), row]))
    const news = found.filter((row) => {
      const before = known.get(keyOf(row))
      return !before || figuresOf(before) !== figuresOf(row)
    })
    const still = new Set(found.map(keyOf))
    const settled = [...known.values()].filter((row) => !still.has(keyOf(row)))
    await recordMany(ctx, [
      ...news.map(({ partnerId, currency, differences }) => ({
        type: 'ledger.difference' as const,
        subject: { type: 'partner' as const, id: partnerId },
        data: { currency, differences },
      })),
      ...settled.map(({ partnerId, currency }) => ({
        type: 'ledger.reconciled' as const,
        subject: { type: 'partner' as const, id: partnerId },
        data: { currency },
      })),
    ])
    const partners = new Map(news.map((row) => [row.partnerId, row.partnerName]))
    if (news.length > 0)
      await tellAdmins(
        ctx,
        [...partners].map(([id, name]) => ({ id, name })),
      )
  })
}
