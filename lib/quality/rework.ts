import type { CommandContext } from '../api/context'
import { record } from '../events/record'

/**
 * Opens what is to be done over: the same customer, directory and listing, first for whoever did it
 * before. The queue item is settled already, so it is not tied to the new action.
 */
export async function openRework(
  ctx: CommandContext,
  id: string,
  vaId: string,
  feedback: string,
): Promise<string> {
  const { db, actor, now } = ctx
  const before = await db
    .selectFrom('pendingActions')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  const { id: made } = await db
    .insertInto('pendingActions')
    .values({
      workspaceId: actor.workspace.id,
      customerId: before.customerId,
      directoryId: before.directoryId,
      submissionId: before.submissionId,
      actionType: before.actionType,
      title: before.title,
      description: before.description,
      priority: before.priority,
      language: before.language,
      requiredSkills: JSON.stringify(before.requiredSkills),
      weight: before.weight,
      estimatedMinutes: before.estimatedMinutes,
      actionData: JSON.stringify({
        ...(before.actionData as Record<string, unknown>),
        reworkFeedback: feedback,
      }),
      preferredVaId: vaId,
      reworkOfId: id,
      createdAt: now,
    } as never)
    .returning('id')
    .executeTakeFirstOrThrow()
  // In nobody's name: whoever does it over is not told who reviewed it.
  const system = {
    kind: 'system' as const,
    workspaceId: actor.workspace.id,
    reason: 'opens what a review sent back',
  }
  await record(
    { ...ctx, actor: system },
    {
      type: 'action.opened',
      subject: { type: 'action', id: made },
      data: { title: before.title, reworkOf: id, reason: feedback },
    },
  )
  return made
}
