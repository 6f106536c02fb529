import { sql } from 'kysely'
import type { CommandContext } from '../api/context'
import { AppError } from '../errors'
import { record } from '../events/record'
import { formatDate, isoDate, parseIsoDate } from '../time'
import { listVersions } from './queries'
import type { Adoption, Campaign, ProgrammeVersion } from './schema'

const movedOn = () =>
  new AppError(
    'conflict',
    'Somebody changed the rules in the meantime. Reload to see theirs; yours were not saved.',
  )

/** The first instant of a day of the workspace; now when none is given. */
function beginning(ctx: CommandContext, day: string | null | undefined): Date {
  const { timezone } = ctx.actor.workspace
  if (!day) return ctx.now
  const start = parseIsoDate(day, timezone)
  if (!start || start <= ctx.now) {
    if (day === isoDate(ctx.now, timezone)) return ctx.now
    const message = 'Rules hold from today on at the earliest: what was earned stays as it is.'
    throw new AppError('invalid', 'Please check the marked fields.', { effectiveOn: message })
  }
  return start
}

/**
 * Makes a new version of the rules, in force at once or from a day on. Commissions that exist keep
 * the version they were made under.
 */
export async function adoptTerms(
  ctx: CommandContext,
  { basedOn, effectiveOn, note, ...terms }: Adoption,
): Promise<ProgrammeVersion> {
  const { actor, now, tx, db } = ctx
  const workspaceId = actor.workspace.id
  const versions = await listVersions(db, workspaceId, now)
  const latest = versions[0]
  if ((latest?.version ?? 0) !== basedOn) throw movedOn()
  const effectiveFrom = beginning(ctx, effectiveOn)
  const last = versions.find(({ state }) => state !== 'withdrawn')
  if (last && last.effectiveFrom >= effectiveFrom)
    throw new AppError('invalid', 'Please check the marked fields.', {
      effectiveOn: `Version ${last.version} begins on ${formatDate(last.effectiveFrom, actor.workspace.timezone)}. Choose a later day, or withdraw that version first.`,
    })
  const version = basedOn + 1
  const { rows } = await sql`
    insert into programme_versions (workspace_id, version, effective_from, minimum_payout, payout_approval_threshold,
      note, created_by, created_at)
    values (${workspaceId}::uuid, ${version}, ${effectiveFrom}::timestamptz, ${terms.minimumPayout},
      ${terms.payoutApprovalThreshold}, ${note ?? null}, ${actor.userId}::uuid, ${now}::timestamptz)
    on conflict (workspace_id, version) do nothing returning version`.execute(db)
  if (rows.length === 0) throw movedOn()
  await tx.partnerTier.createMany({
    data: terms.tiers.map((row) => ({ ...row, workspaceId, version, createdAt: now })),
  })
  await tx.rewardRule.createMany({
    data: terms.rules.map(({ ruleId, name, ...definition }, position) => ({
      workspaceId,
      version,
      ruleId,
      name,
      position,
      definition,
    })),
  })
  const { tiers, rules, minimumPayout, payoutApprovalThreshold } = latest ?? {}
  await record(ctx, {
    type: 'programme.adopted',
    subject: { type: 'workspace', id: workspaceId },
    data: {
      version,
      effectiveFrom: effectiveFrom.toISOString(),
      note: note ?? null,
      before: { tiers, rules, minimumPayout, payoutApprovalThreshold },
      after: terms,
    },
  })
  return (await listVersions(db, workspaceId, now))[0] as ProgrammeVersion
}

/** Takes back a version that has not begun; the one before it stays in force. */
export async function withdrawVersion(
  ctx: CommandContext,
  { version }: { version: number },
): Promise<ProgrammeVersion[]> {
  const { actor, now, db } = ctx
  const workspaceId = actor.workspace.id
  const withdrawn = await db
    .updateTable('programmeVersions')
    .set({ withdrawnAt: now, withdrawnBy: actor.userId })
    .where('version', '=', version)
    .where('workspaceId', '=', workspaceId)
    .where('withdrawnAt', 'is', null)
    .where('effectiveFrom', '>', now)
    .returning('version')
    .executeTakeFirst()
  if (!withdrawn) throw new AppError('conflict', 'Only rules that have not begun can be withdrawn.')
  await record(ctx, {
    type: 'programme.withdrawn',
    subject: { type: 'workspace', id: workspaceId },
    data: { version },
  })
  return listVersions(db, workspaceId, now)
}

export async function addCampaign(
  { db, actor, now }: CommandContext,
  { name }: { name: string },
): Promise<Campaign> {
  const made = await db
    .insertInto('campaigns')
    .values({ workspaceId: actor.workspace.id, name, createdAt: now })
    .onConflict((conflict) => conflict.columns(['workspaceId', 'name']).doNothing())
    .returning(['id', 'name'])
    .executeTakeFirst()
  if (!made)
    throw new AppError('conflict', 'Please check the marked fields.', {
      name: 'A campaign of this name exists.',
    })
  return made
}
