import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import { type Db, withSystem } from '../../db/with-actor'
import { enqueue } from '../../jobs/enqueue'
import { failpoint } from '../failpoints'
import type { Answer, PayoutProvider, Transfer } from './provider'

type Row = {
  /** A lost one never arrived: the sandbox knows nothing of it. */
  status: 'pending' | 'paid' | 'declined' | 'refused' | 'lost'
  reference: string
  error: string | null
  requests: number
  occurredAt: Date
}

/** How long the sandbox takes to pay what it pays later. */
const laterMs = 5000

const reason = 'stands in for a company that moves money'

/** What the last four characters of an account, or of the name of a PayPal address, make happen. */
type Behaviour = {
  /** The state after the first request and after a later one. */
  states: (requests: number) => [status: Row['status'], error?: string]
  /** How a pending one ends. */
  ends?: [status: Row['status'], error?: string]
  /** The first request gets no answer: the caller waits until it gives up. */
  silent?: boolean
}

const paid: Behaviour = { states: () => ['paid'] }
const behaviours: Record<string, Behaviour> = {
  '0001': { states: () => ['declined', 'The account is closed.'] },
  '0002': { states: () => ['pending'], ends: ['paid'] },
  '0003': { ...paid, silent: true },
  '0004': { states: (n) => [n > 1 ? 'paid' : 'lost'], silent: true },
  '0005': {
    states: (n) => (n > 1 ? ['paid'] : ['refused', 'The sandbox is down; nothing was sent.']),
  },
  '0006': {
    states: (n) => (n > 1 ? ['paid'] : ['declined', 'The bank declined the transfer.']),
  },
  '0007': { states: () => ['pending'], ends: ['declined', 'The account does not take transfers.'] },
}

const accountOf = ({ to }: Transfer) =>
  to.method === 'bank' ? to.iban : (to.email.split('@')[0] as string)

const behaviourOf = (account: string) => behaviours[account.slice(-4)] ?? paid

const answerOf = (row: Row): Answer => {
  const { reference, occurredAt: at } = row
  switch (row.status) {
    case 'paid':
      return { status: 'paid', reference, at }
    case 'pending':
      return { status: 'accepted', reference, at }
    default:
      return { status: 'failed', error: row.error ?? 'Declined.', reference, at }
  }
}

const columns = sql`status, reference, error, requests, occurred_at`

/** Takes a request down: a key that was paid, or is being, stays as it is. */
async function request(db: Db, transfer: Transfer, key: string, now: Date): Promise<Row> {
  const account = accountOf(transfer)
  const { states } = behaviourOf(account)
  const [first, firstError] = states(1)
  const [again, againError] = states(2)
  const reference = `SBX-${uuidv7().slice(-12).toUpperCase()}`
  await sql`
    insert into sandbox_transfers as s (workspace_id, idempotency_key, amount, currency, account, status, reference, error,
      occurred_at, created_at)
    values (${transfer.workspaceId}::uuid, ${key}, ${transfer.amount}, ${transfer.currency}, ${account}, ${first},
      ${reference}, ${firstError ?? null}, ${now}::timestamptz, ${now}::timestamptz)
    on conflict (workspace_id, idempotency_key) do update set requests = s.requests + 1, status = ${again},
      error = ${againError ?? null}, occurred_at = ${now}::timestamptz
    where s.status in ('declined', 'refused', 'lost')`.execute(db)
  const { rows } = await sql<Row>`
    select ${columns} from sandbox_transfers where idempotency_key = ${key}`.execute(db)
  const row = rows[0] as Row
  if (row.status === 'pending')
    await enqueue(
      db,
      'payouts.sandbox-later',
      { workspaceId: transfer.workspaceId, key },
      { jobKey: `sandbox:${key}`, runAt: new Date(now.getTime() + laterMs) },
    )
  return row
}

async function untilGivenUp(signal: AbortSignal): Promise<never> {
  await failpoint('the sandbox is silent')
  return new Promise<never>((_, reject) => {
    const giveUp = () => reject(new Error('The sandbox does not answer.'))
    if (signal.aborted) giveUp()
    else signal.addEventListener('abort', giveUp, { once: true })
  })
}

/**
 * Moves no money. It keeps its own books in sandbox_transfers, and the account says how it behaves:
 * docs/payouts.md lists the endings.
 */
export const sandbox: PayoutProvider = {
  async send(transfer, key, signal) {
    const row = await withSystem(transfer.workspaceId, reason, ({ db }) =>
      request(db, transfer, key, new Date()),
    )
    const { silent } = behaviourOf(accountOf(transfer))
    return silent && row.requests === 1 ? untilGivenUp(signal) : answerOf(row)
  },
  async find(workspaceId, key) {
    const { rows } = await withSystem(workspaceId, reason, ({ db }) =>
      sql<Row>`
        select ${columns} from sandbox_transfers where idempotency_key = ${key} and status <> 'lost'`.execute(
        db,
      ),
    )
    return rows[0] ? answerOf(rows[0]) : null
  },
}

/** Ends what was pending; answers the transfer as the sandbox reports it, or null when there is none. */
export async function endPending(workspaceId: string, key: string) {
  return withSystem(workspaceId, reason, async ({ db }) => {
    const { rows } = await sql<Row & { account: string }>`
      select ${columns}, account from sandbox_transfers where idempotency_key = ${key} for update`.execute(
      db,
    )
    const [row] = rows
    if (!row) return null
    if (row.status !== 'pending') return answerOf(row)
    const [status, error = null] = behaviourOf(row.account).ends ?? ['paid']
    const occurredAt = new Date()
    await sql`
      update sandbox_transfers set status = ${status}, error = ${error}, occurred_at = ${occurredAt}::timestamptz
      where idempotency_key = ${key}`.execute(db)
    return answerOf({ ...row, status, error, occurredAt })
  })
}
