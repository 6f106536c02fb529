import type { z } from 'zod'
import type { CommandContext } from '../api/context'
import type { Db } from '../db/with-actor'
import { record } from '../events/record'
import type { payoutSettings } from './sending-schema'

export type Settings = z.output<typeof payoutSettings>

const none: Settings = { debtorName: null, debtorIban: null, debtorBic: null, sandbox: false }

/** The account that payouts leave from, and whether the sandbox may be used. */
export async function settingsOf(db: Db): Promise<Settings> {
  const row = await db
    .selectFrom('payoutSettings')
    .select(['debtorName', 'debtorIban', 'debtorBic', 'sandbox'])
    .executeTakeFirst()
  return row ?? none
}

export async function editSettings(ctx: CommandContext, edit: Settings): Promise<Settings> {
  const { db, actor, now } = ctx
  await db
    .insertInto('payoutSettings')
    .values({ workspaceId: actor.workspace.id, ...edit, createdAt: now })
    .onConflict((conflict) => conflict.column('workspaceId').doUpdateSet(edit))
    .execute()
  await record(ctx, {
    type: 'workspace.edited',
    subject: { type: 'workspace', id: actor.workspace.id },
    data: { payoutAccount: edit.debtorIban?.slice(-4) ?? null, sandbox: edit.sandbox },
  })
  return settingsOf(db)
}
