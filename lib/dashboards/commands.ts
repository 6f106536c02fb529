import type { CommandContext } from '../api/context'
import { AppError } from '../errors'
import { catalogue } from '../metrics/catalogue'
import type { Question } from '../metrics/schema'
import { findDashboard } from './queries'
import { collision, inReadingOrder } from './rules'
import type { Dashboard, Edit, Layout, NewDashboard, Widget, WidgetInput } from './schema'
import { dashboardOf } from './templates'

const mostDashboards = 50

const dimensionsOf = (metric: string) => catalogue.find(({ key }) => key === metric)?.dimensions

/** A figure that lacks a dimension would refuse it every time it is asked. */
function unknownDimension(question: Question): string | undefined {
  if (!('metric' in question) || question.kind === 'forecast') return undefined
  const known = dimensionsOf(question.metric)
  const named = [
    question.kind === 'breakdown' ? question.dimension : undefined,
    question.kind === 'trend' ? question.groupBy : undefined,
    ...(question.filters ?? []).map(({ dimension }) => dimension),
  ]
  return named.find((name) => name && known && !known.includes(name))
}

function checkWidgets(widgets: readonly WidgetInput[]) {
  const placed = widgets.map((widget, index) => ({ ...widget, id: String(index) }))
  const together = collision(placed)
  if (together)
    throw new AppError('invalid', 'Two widgets stand in one place.', {
      [`widgets.${together[1].id}.x`]: `It stands where widget ${Number(together[0].id) + 1} stands.`,
    })
  for (const [index, { question }] of widgets.entries()) {
    const dimension = unknownDimension(question)
    if (dimension)
      throw new AppError('invalid', 'Please check the marked fields.', {
        [`widgets.${index}.question`]: `This figure has no ${dimension}.`,
      })
  }
}

async function writeWidgets(
  { db, actor }: CommandContext,
  dashboardId: string,
  widgets: readonly WidgetInput[],
) {
  if (widgets.length === 0) return
  await db
    .insertInto('dashboardWidgets')
    .values(
      inReadingOrder(widgets.map((widget) => ({ ...widget, id: widget.id ?? '' }))).map(
        ({ id, question, display, title, ...place }, index) => ({
          ...(id ? { id } : {}),
          workspaceId: actor.workspace.id,
          dashboardId,
          userId: actor.userId,
          type: question.kind,
          title: title ?? null,
          config: JSON.stringify({ question, display }),
          ordinal: index + 1,
          ...place,
        }),
      ),
    )
    .execute()
}

/** Copies get ids of their own, and leave behind what cannot be asked any more. */
const copied = (widgets: readonly Widget[]): WidgetInput[] =>
  widgets.flatMap(({ id: _, question, ...widget }) => (question ? [{ ...widget, question }] : []))

async function beginning(
  { db, actor }: CommandContext,
  { template, copyOf, widgets }: NewDashboard,
): Promise<{ template: string | null; widgets: WidgetInput[] }> {
  const from = copyOf
    ? await findDashboard(db, actor.userId, copyOf)
    : template && dashboardOf(template)
  return {
    template: from?.template ?? null,
    widgets: widgets ?? (from ? copied(from.widgets) : []),
  }
}

export async function createDashboard(
  ctx: CommandContext,
  input: NewDashboard,
): Promise<Dashboard> {
  const { db, tx, actor, now } = ctx
  const { template, widgets } = await beginning(ctx, input)
  checkWidgets(widgets)
  const { count } = await db
    .selectFrom('dashboards')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('userId', '=', actor.userId)
    .executeTakeFirstOrThrow()
  if (count >= mostDashboards)
    throw new AppError('conflict', `You have ${mostDashboards} dashboards. Delete one first.`)
  const { id } = await tx.dashboard.create({
    select: { id: true },
    data: {
      workspaceId: actor.workspace.id,
      userId: actor.userId,
      name: input.name,
      shared: input.shared,
      template,
      createdAt: now,
      updatedAt: now,
    },
  })
  await writeWidgets(ctx, id, widgets)
  return findDashboard(db, actor.userId, id)
}

/** Of a shared one that is not one's own, more is said than of one that does not exist. */
async function refuse({ db, actor }: CommandContext, id: string): Promise<never> {
  const found = await findDashboard(db, actor.userId, id)
  if (found.own)
    throw new AppError(
      'conflict',
      'This dashboard was changed in another tab meanwhile. Load it again, or keep yours as a copy.',
    )
  throw new AppError('forbidden', 'This dashboard is a colleague’s. Make a copy and change that.')
}

export async function editDashboard(
  ctx: CommandContext,
  { id, name, shared }: Edit,
): Promise<Dashboard> {
  const { count } = await ctx.tx.dashboard.updateMany({
    where: { id, userId: ctx.actor.userId },
    data: {
      ...(name === undefined ? {} : { name }),
      ...(shared === undefined ? {} : { shared }),
      updatedAt: ctx.now,
    },
  })
  if (count === 0) return refuse(ctx, id)
  return findDashboard(ctx.db, ctx.actor.userId, id)
}

/** All widgets at once, if nobody saved since they were read: what is not among them goes. */
export async function saveLayout(
  ctx: CommandContext,
  { id, version, widgets }: Layout,
): Promise<Dashboard> {
  const { db, tx, actor, now } = ctx
  checkWidgets(widgets)
  const { count } = await tx.dashboard.updateMany({
    where: { id, userId: actor.userId, version },
    data: { version: { increment: 1 }, updatedAt: now },
  })
  if (count === 0) return refuse(ctx, id)
  await db.deleteFrom('dashboardWidgets').where('dashboardId', '=', id).execute()
  await writeWidgets(ctx, id, widgets)
  return findDashboard(db, actor.userId, id)
}

export async function deleteDashboard(ctx: CommandContext, id: string) {
  const { count } = await ctx.tx.dashboard.deleteMany({ where: { id, userId: ctx.actor.userId } })
  if (count === 0) return refuse(ctx, id)
  return {}
}
