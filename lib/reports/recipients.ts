import { sql } from 'kysely'
import type { CommandContext } from '../api/context'
import type { Db } from '../db/with-actor'
import { AppError } from '../errors'
import { record } from '../events/record'

/** Of these addresses, those that may have the figures of this workspace as of now. */
export async function allowedOf(
  db: Db,
  workspaceId: string,
  recipients: readonly string[],
  outside: readonly string[],
): Promise<string[]> {
  const { rows } = await sql<{ address: string }>`
    select a.address from unnest(${recipients}::text[]) a(address)
    where may_receive_report(${workspaceId}::uuid, a.address, ${outside}::text[])`.execute(db)
  return rows.map(({ address }) => address)
}

/**
 * Of the recipients, those outside the team. Whoever is let in anew must be so by an owner or admin;
 * partners and customers are outside, for the figures of the workspace are not theirs.
 */
export async function outsidersOf(
  { db, actor }: CommandContext,
  recipients: readonly string[],
  known: readonly string[],
): Promise<{ outside: string[]; added: string[] }> {
  const team = new Set(await allowedOf(db, actor.workspace.id, recipients, []))
  const outside = recipients.filter((address) => !team.has(address))
  const added = outside.filter((address) => !known.includes(address))
  if (added.length > 0 && actor.role === 'manager')
    throw new AppError('invalid', 'Please check the marked fields.', {
      recipients: `${added.join(', ')} ${added.length === 1 ? 'is' : 'are'} not on the team. An owner or admin can add them.`,
    })
  return { outside, added }
}

export async function recordOutsiders(ctx: CommandContext, id: string, added: readonly string[]) {
  if (added.length === 0) return
  await record(ctx, {
    type: 'report.outsider_added',
    subject: { type: 'report', id },
    data: { recipients: added },
  })
}
