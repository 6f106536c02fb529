import type { CommandContext } from '../api/context'
import { AppError, notFound } from '../errors'
import type { SavedView, ViewInput } from './schema'

const mostViews = 100

/** Keeps a view under a name of its own. */
export async function saveView(
  { actor, now, db, tx }: CommandContext,
  input: ViewInput,
): Promise<SavedView> {
  const { count } = await db
    .selectFrom('savedViews')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('screen', '=', input.screen)
    .executeTakeFirstOrThrow()
  if (count >= mostViews)
    throw new AppError('conflict', `You have ${mostViews} views here. Delete one first.`)
  return tx.savedView.create({
    select: { id: true, name: true, query: true },
    data: { ...input, workspaceId: actor.workspace.id, userId: actor.userId, createdAt: now },
  })
}

export async function deleteView({ tx }: CommandContext, id: string) {
  const { count } = await tx.savedView.deleteMany({ where: { id } })
  if (count === 0) throw notFound('view')
  return {}
}
