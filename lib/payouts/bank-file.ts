import { createHash } from 'node:crypto'
import { stringify } from 'csv-stringify/sync'
import { sql } from 'kysely'
import { v7 as uuidv7 } from 'uuid'
import type { CommandContext, QueryContext } from '../api/context'
import { open, seal } from '../crypto'
import type { Db } from '../db/with-actor'
import { AppError, notFound } from '../errors'
import { toDecimalString } from '../money'
import { isValidIban } from '../partners/rules'
import { isoDate } from '../time'
import { bankingDaysAfter } from './arrival'
import { pain001, sepaMaximum } from './pain001'
import type { Sendable } from './sending'
import { sepaText } from './sepa'
import type { Settings } from './settings'

type Run = { id: string; periodFrom: string; periodTo: string; fileNo: number }

async function runOf(db: Db, payoutId: string): Promise<Run> {
  const { rows } = await sql<Run>`
    select r.id, r.period_from::text, r.period_to::text,
      1 + (select coalesce(max(f.file_no), 0) from payout_files f where f.run_id = r.id) as file_no
    from payouts y join payout_runs r on r.workspace_id = y.workspace_id and r.id = y.run_id
    where y.id = ${payoutId}::uuid`.execute(db)
  return rows[0] as Run
}

const hex = (id: string) => id.replaceAll('-', '')
const contextOf = (id: string) => ({ context: `payout_files:body:${id}` })
const sha256 = (body: string) => createHash('sha256').update(body).digest('hex')

const bank = ({ to }: Sendable) => {
  if (to?.method !== 'bank') throw new Error('A bank file pays to banks.')
  return { name: to.holder, iban: to.iban, bic: to.bic ?? null }
}

const bySepa = (payout: Sendable) =>
  payout.currency === 'EUR' &&
  payout.amount <= sepaMaximum &&
  /^[A-Z]{2}\d{2}/.test(bank(payout).iban) &&
  isValidIban(bank(payout).iban)

type Made = { format: 'pain.001' | 'csv'; extension: string; body: string; payments: number }

/**
 * Makes the files of one sending: SEPA credit transfers for euros to an IBAN, and a CSV of
 * everything. They are kept, encrypted as they name accounts; answers the file of each payout.
 * A payment keeps its end-to-end id in every file, so that a bank can tell it comes again.
 */
export async function makeFiles(
  ctx: CommandContext,
  payouts: Sendable[],
  { debtorName, debtorIban, debtorBic }: Settings,
): Promise<Map<string, string>> {
  const { db, actor, now } = ctx
  const { timezone, slug, name } = actor.workspace
  const run = await runOf(db, payouts[0]?.id as string)
  const messageId = `${hex(run.id)}-${run.fileNo}`
  if (messageId.length > 35) throw new AppError('conflict', 'This run has had too many files.')
  const remittance = `Payout ${run.periodFrom} - ${run.periodTo} ${name}`
  const euros = payouts.filter(bySepa)
  const made: Made[] = []
  if (euros.length > 0) {
    if (!debtorName || !debtorIban)
      throw new AppError(
        'conflict',
        'Say first which account pays: an owner or admin gives its IBAN in Settings → Payouts.',
      )
    const body = pain001({
      messageId,
      createdAt: now,
      executeOn: bankingDaysAfter(isoDate(now.getTime() - 86_400_000, timezone), 1),
      debtor: { name: debtorName, iban: debtorIban, bic: debtorBic },
      payments: euros.map((payout) => ({
        ...bank(payout),
        endToEndId: hex(payout.id),
        amount: payout.amount,
        remittance,
      })),
    })
    made.push({ format: 'pain.001', extension: 'xml', body, payments: euros.length })
  }
  const sepa = new Set(euros.map(({ id }) => id))
  const body = `\ufeff${csvOf(payouts, sepa, remittance)}`
  made.push({ format: 'csv', extension: 'csv', body, payments: payouts.length })
  const ids = new Map<string, string>()
  for (const { format, extension, body, payments } of made) {
    const id = uuidv7()
    ids.set(format, id)
    await db
      .insertInto('payoutFiles')
      .values({
        id,
        workspaceId: actor.workspace.id,
        runId: run.id,
        fileNo: run.fileNo,
        format,
        name: `${slug}-payouts-${run.periodTo}-${run.fileNo}.${extension}`,
        messageId,
        body: seal(body, contextOf(id)),
        sha256: sha256(body),
        payments,
        createdBy: actor.userId,
        createdAt: now,
      })
      .execute()
  }
  return new Map(
    payouts.map(({ id }) => [id, ids.get(sepa.has(id) ? 'pain.001' : 'csv') as string]),
  )
}

const csvOf = (payouts: Sendable[], sepa: ReadonlySet<string>, remittance: string) =>
  stringify(
    [
      [
        'Partner',
        'Account holder',
        'Account',
        'BIC',
        'Amount',
        'Currency',
        'End-to-end id',
        'Remittance',
        'In the SEPA file',
      ],
      ...payouts.map((payout) => {
        const { name, iban, bic } = bank(payout)
        const amount = toDecimalString(payout.amount, payout.currency)
        return [
          payout.partnerName,
          name,
          iban,
          bic ?? '',
          amount,
          payout.currency,
          hex(payout.id),
          sepaText(remittance, 140),
          sepa.has(payout.id) ? 'yes' : 'no',
        ]
      }),
    ],
    { escape_formulas: true },
  )

/** A kept file, the same to the byte each time. */
export async function readFile({ db }: QueryContext, id: string): Promise<File> {
  const row = await db
    .selectFrom('payoutFiles')
    .select(['name', 'format', 'body', 'sha256'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw notFound('file')
  const body = open(row.body, contextOf(id))
  if (sha256(body) !== row.sha256) throw new Error(`The file ${id} is not what was made.`)
  const type = row.format === 'csv' ? 'text/csv; charset=utf-8' : 'application/xml'
  return new File([body], row.name, { type })
}
