import { call } from '@orpc/server'
import type { Member } from '@/lib/auth/actor'
import { commissions } from '@/lib/commissions/procedures'
import { seal } from '@/lib/crypto'
import { payouts } from '@/lib/payouts/procedures'
import { win } from './deals'
import { ibanEnding } from './iban'
import { asking, asOwner, makePartner, type TestWorkspace } from './people'

type Agency = { workspace: TestWorkspace; admin: Member; owner: Member }

export async function giveAccount(partnerId: string, iban: string, holder = 'Pat Partner') {
  const details = { method: 'bank', holder, iban, bic: null }
  const context = `partners:payout_details:${partnerId}`
  await asOwner('update partners set payout_details = $2, payout_hint = $3 where id = $1', [
    partnerId,
    seal(JSON.stringify(details), { context }),
    `Account ending ${iban.slice(-4)}`,
  ])
}

export const useSandbox = (workspaceId: string) =>
  asOwner(
    `insert into payout_settings (workspace_id, debtor_name, debtor_iban, sandbox, created_at)
     values ($1, 'Northwind GmbH', 'DE89370400440532013000', true, now())`,
    [workspaceId],
  )

/** A run over a new partner per account, each with a deal of 200 €; approved unless told otherwise. */
export async function makeRun(
  { workspace, admin, owner }: Agency,
  endings: readonly (string | null)[],
  { approve = true } = {},
) {
  const made: string[] = []
  const partners: string[] = []
  for (const ending of endings) {
    const partnerId = await makePartner(workspace)
    partners.push(partnerId)
    if (ending) await giveAccount(partnerId, ibanEnding(ending))
    made.push((await win(admin, partnerId)).commissionId)
  }
  await call(commissions.approveMany, { ids: made }, { context: asking(admin) })
  const run = await call(
    payouts.create,
    { periodFrom: '2020-01-01', periodTo: '2099-12-31' },
    { context: asking(admin) },
  )
  const byPartner = new Map(run.payouts.map(({ partnerId, id }) => [partnerId, id]))
  const ids = partners.map((partnerId) => byPartner.get(partnerId) as string)
  if (approve) for (const id of ids) await call(payouts.approve, { id }, { context: asking(owner) })
  return { runId: run.id, ids, partners }
}

/** Everything of a workspace that must fit together after whatever has happened. */
export async function money(workspaceId: string) {
  const payoutRows = await asOwner<{ id: string; status: string; commissions: string[] }>(
    `select y.id, y.status, array(select c.status from payout_items i join commissions c on c.id = i.commission_id
       where i.payout_id = y.id and i.released_at is null) as commissions
     from payouts y where y.workspace_id = $1 order by y.id`,
    [workspaceId],
  )
  const sandbox = await asOwner<{ key: string; status: string; requests: number }>(
    'select idempotency_key as key, status, requests from sandbox_transfers where workspace_id = $1',
    [workspaceId],
  )
  const transfers = await asOwner<{
    payoutId: string
    attempt: number
    status: string
    key: string
    error: string | null
    id: string
  }>(
    `select id, payout_id as "payoutId", attempt, status, idempotency_key as key, error from payout_transfers
     where workspace_id = $1 order by payout_id, attempt`,
    [workspaceId],
  )
  return { payouts: payoutRows, sandbox, transfers }
}
